import { identityRoutes } from '@shared/contract/identity'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { apply, fillDraft, goodAnswers, named, person, serviceId } from '../support/apply'
import { type Citizen, photo } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())
beforeEach(async () => {
  await product.control('/control/faults', { system: 'ykb', fault: 'none' })
  await product.control('/control/faults', { system: 'rsj', fault: 'none' })
  citizen = product.citizen(person.id)
  await citizen.signIn()
})

const show = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
const inbox = async () => (await citizen.call(messagesRoutes.listMessages, {})).body

test('a citizen finds the service by its colloquial name, its initials and its full name', async () => {
  for (const q of ['灵活就业参保', 'lhjy', '交社保']) {
    const found = await citizen.call(servicesRoutes.listServices, { query: { q } })
    expect(found.body.items.slice(0, 3).map((item) => item.id)).toContain(serviceId)
  }
})

test('from an empty form to the finished case, with times, promised day, messages and the result of the bureau', async () => {
  const handedIn = await apply(citizen)
  expect(handedIn.state).toBe('submitted')
  expect(handedIn.number).toMatch(/^YZ\d{14}$/)
  expect(handedIn.promisedDay).toMatch(/^\d{4}-\d{2}-\d{2}$/)

  await product.drain()
  expect((await show(handedIn.id)).state).toBe('received')
  await product.advance(handedIn.id, 'ACCEPTED')
  await product.advance(handedIn.id, 'REVIEWING')
  await product.advance(handedIn.id, 'DONE')
  await product.drain()

  const finished = await show(handedIn.id)
  expect(finished.state).toBe('completed')
  expect(finished.receiptNo).toMatch(/^YKB/)
  expect(finished.timeline.map((step) => step.label)).toEqual(['已提交', '部门已接收', '已受理', '审查中', '已办结'])
  expect(finished.timeline.every((step) => step.at !== null)).toBe(true)
  expect(finished.result?.details.map((detail) => detail.label)).toContain('个人编号')
  expect(finished.answers).toContainEqual({ label: '姓名', value: '张*' })
  expect(finished.answers.find((one) => one.label === '参保起始月')?.value).toMatch(/^\d{4} 年 \d{1,2} 月$/)
  expect(JSON.stringify(finished)).not.toContain(person.citizenId)

  const told = (await inbox()).items.filter((message) => message.about?.id === handedIn.id)
  expect(told.map((message) => message.title)).toEqual([
    '办理结果已送达',
    '申请已办结',
    '正在审查',
    '申请已受理',
    '部门已接收',
    '申请已提交'
  ])
})

test('however often one taps, there is one case; the repeated tap gets the first answer', async () => {
  const draft = await fillDraft(citizen)
  const outgoing = {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  }
  const key = 'tap-tap-tap-tap-0001'
  const taps = await Promise.all([1, 2, 3, 4, 5].map(() => citizen.call(servicesRoutes.submitDraft, outgoing, { key })))
  expect(new Set(taps.map((tap) => tap.body.id)).size).toBe(1)
  expect(taps.every((tap) => tap.status === 200)).toBe(true)

  const otherPhone = await citizen.call(servicesRoutes.submitDraft, outgoing)
  expect(otherPhone.error?.error).toBe('draft_submitted')
  expect(otherPhone.error?.fields?.caseId).toBe(taps[0]?.body.id)
})

test('the same key with other content is refused', async () => {
  const draft = await fillDraft(citizen)
  const body = { formVersion: draft.formVersion, revision: draft.revision }
  const key = 'one-key-two-contents-1'
  await citizen.call(servicesRoutes.submitDraft, { params: { draftId: draft.id }, body }, { key })
  const second = await citizen.call(
    servicesRoutes.submitDraft,
    { params: { draftId: draft.id }, body: { ...body, revision: draft.revision + 1 } },
    { key }
  )
  expect(second.error?.error).toBe('idempotency_key_reused')
})

test('wrong answers come back as a sentence per field, and nothing is handed in', async () => {
  const draft = await fillDraft(citizen, { citizenId: '669999198803120022', phone: '12345', idBack: [] })
  const refused = await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
  expect(refused.error?.error).toBe('form_invalid')
  expect(Object.keys(refused.error?.fields ?? {}).sort()).toEqual(['citizenId', 'idBack', 'phone'])
  const drafts = await citizen.call(servicesRoutes.listDrafts, {})
  expect(drafts.body.items.map((item) => item.id)).toContain(draft.id)
})

test('a draft goes on on another phone, and edits of two phones do not overwrite each other', async () => {
  const draft = await fillDraft(citizen)
  const tablet = product.citizen(person.id)
  await tablet.signIn()
  const save = (device: Citizen, edits: Record<string, string>) =>
    device.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } })
  await Promise.all([save(citizen, { household: 'city' }), save(tablet, { phone: '19900000099' })])
  const resumed = await save(tablet, {})
  expect(resumed.body.id).toBe(draft.id)
  expect(resumed.body.answers).toMatchObject({ household: 'city', phone: '19900000099', name: person.name })
  expect(resumed.body.revision).toBe(draft.revision + 2)
})

test('the department is down at submit: the case is taken, the citizen is told, it is delivered later', async () => {
  await product.fault('ykb', 'down')
  const handedIn = await apply(citizen)
  await product.drain()
  const waiting = await show(handedIn.id)
  expect(waiting.state).toBe('submitted')
  expect(waiting.deliveryNote).toContain('恢复后会自动送达')

  await product.fault('ykb', 'none')
  await product.drainLater(3_600_000)
  const delivered = await show(handedIn.id)
  expect(delivered.state).toBe('received')
  expect(delivered.deliveryNote).toBeNull()
})

test('the reply of the department is lost after the work was done: still one case there', async () => {
  await product.fault('ykb', 'lost-reply', 1)
  const handedIn = await apply(citizen)
  await product.drain()
  await product.drainLater(3_600_000)
  expect((await show(handedIn.id)).state).toBe('received')
  const desk = await (await fetch(`${product.sandboxUrl}/ykb/desk/api/cases`)).text()
  expect(desk.split(handedIn.id).length - 1).toBeGreaterThan(0)
  expect(JSON.parse(desk).cases.filter((one: { outerId: string }) => one.outerId === handedIn.id)).toHaveLength(1)
})

test('补正: the citizen sees what is missing, mends it, and the case goes on', async () => {
  const handedIn = await apply(citizen)
  await product.drain()
  await product.advance(handedIn.id, 'ACCEPTED')
  await product.advance(handedIn.id, 'CORRECTION', {
    note: '照片不清楚',
    correction: [{ item: '身份证国徽面', reason: '看不清有效期限,请重新拍照' }]
  })
  const asked = await show(handedIn.id)
  expect(asked.state).toBe('correction')
  expect(asked.correction).toEqual([{ item: '身份证国徽面', reason: '看不清有效期限,请重新拍照' }])

  const own = await citizen.call(servicesRoutes.showCaseAnswers, { params: { caseId: handedIn.id } })
  expect(own.body.answers.citizenId).toBe(person.citizenId)
  const { body: better } = await citizen.upload(photo(), '重拍.jpg')
  const mended = await citizen.call(servicesRoutes.answerCorrection, {
    params: { caseId: handedIn.id },
    body: { answers: { ...own.body.answers, idBack: [better.id] } }
  })
  expect(mended.body.state).toBe('submitted')
  await product.drain()
  expect((await show(handedIn.id)).state).toBe('received')
  await product.advance(handedIn.id, 'ACCEPTED')
  await product.advance(handedIn.id, 'REVIEWING')
  await product.advance(handedIn.id, 'DONE')
  expect((await show(handedIn.id)).state).toBe('completed')
})

test('a stranger gets 404 for case, draft, file and message of another citizen', async () => {
  const handedIn = await apply(citizen)
  const draft = await fillDraft(citizen)
  const { body: file } = await citizen.upload()
  const message = (await inbox()).items[0]
  const stranger = product.citizen('chen-guoqiang')
  await stranger.signIn()
  await named(stranger)
  const tries = await Promise.all([
    stranger.call(servicesRoutes.showCase, { params: { caseId: handedIn.id } }),
    stranger.call(servicesRoutes.showCaseAnswers, { params: { caseId: handedIn.id } }),
    stranger.call(servicesRoutes.answerCorrection, {
      params: { caseId: handedIn.id },
      body: { answers: goodAnswers(['a', 'b']) }
    }),
    stranger.call(servicesRoutes.discardDraft, { params: { draftId: draft.id } }),
    stranger.call(servicesRoutes.submitDraft, {
      params: { draftId: draft.id },
      body: { formVersion: draft.formVersion, revision: draft.revision }
    }),
    stranger.call(messagesRoutes.markRead, { params: { messageId: message?.id ?? '' } })
  ])
  expect(tries.map((one) => one.status)).toEqual([404, 404, 404, 404, 404, 404])
  const download = await fetch(`${product.url}/api/v1/files/${file.id}`, {
    headers: { authorization: `Bearer ${stranger.token()}` }
  })
  expect(download.status).toBe(404)
})

test('a file that is no photo is refused by its content, whatever its name says', async () => {
  const refused = await citizen.upload(Buffer.from('<script>alert(1)</script>'), '身份证.jpg')
  expect(refused.status).toBe(415)
  expect(refused.body.error).toBe('file_rejected')
})

test('after signing out the token is refused', async () => {
  const out = await citizen.call(identityRoutes.signOut, {})
  expect(out.status).toBe(200)
  expect((await citizen.call(identityRoutes.me, {})).status).toBe(401)
})

test('nothing personal lies in the store in plain words', async () => {
  await apply(citizen)
  await product.drain()
  const tables = await product.stores.db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`
  )
  for (const { name } of tables) {
    const rows = await product.stores.db.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`)
    for (const { row } of rows) {
      expect(row).not.toContain(person.citizenId)
      expect(row).not.toContain(person.phone)
      // the published definitions name no citizen, but a surname may stand in them
      if (name !== 'services_versions') expect(row).not.toContain(person.name)
    }
  }
})
