import { randomUUID } from 'node:crypto'
import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { identityRoutes } from '@shared/contract/identity'
import { mandatesRoutes } from '@shared/contract/mandates'
import { messagesRoutes } from '@shared/contract/messages'
import { tasksRoutes } from '@shared/contract/tasks'
import { type ReviewKind, verificationRoutes } from '@shared/contract/verification'
import { photo } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { makeBrowser } from '../support/oauth-browser'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let clerk: Clerk
beforeAll(async () => {
  product = await startProduct()
  clerk = await makeClerk(product, 'reviewer', ['clerk'], 'government-services')
})
afterAll(() => product.close())

const someone = async (person: string) => {
  const citizen = product.citizen(person)
  await citizen.signIn()
  return citizen
}
type Someone = Awaited<ReturnType<typeof someone>>

/** A photo of a paper; its id. */
async function upload(citizen: Someone): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([photo()]), '护照.jpg')
  const reply = await fetch(`${product.url}${verificationRoutes.uploadReviewFile.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${citizen.token()}` },
    body: form
  })
  return JSON.parse(await reply.text()).id
}
const passport = { name: 'Anna  Müller', number: 'c01x 00t47', birthDay: '1990-04-01', nationality: '德国' }
const ask = async (citizen: Someone, kind: ReviewKind, paper: object = passport, fileIds?: string[], key?: string) =>
  citizen.call(
    verificationRoutes.askReview,
    { body: { ...passport, ...paper, kind, fileIds: fileIds ?? [await upload(citizen)] } },
    key ? { key } : {}
  )
const identity = async (citizen: Someone) => (await citizen.call(verificationRoutes.showIdentity, {})).body
const titles = async (citizen: Someone) =>
  (await citizen.call(messagesRoutes.listMessages, {})).body.items.map((item) => item.title)

/** Takes the oldest open task and decides it. */
async function decide(decision: 'approve' | 'refuse', reason = '') {
  const taskId =
    (await clerk.call(tasksRoutes.listTasks, {})).body.items.find((task) => task.kind === 'review')?.id ?? ''
  await clerk.call(tasksRoutes.takeTask, { params: { taskId } })
  const shown = (await clerk.call(tasksRoutes.showTask, { params: { taskId } })).body
  const fileId = shown.subject?.files[0]?.id ?? ''
  const { status: fileStatus } = await clerk.call(tasksRoutes.showTaskFile, { params: { taskId, fileId } })
  await clerk.check()
  await clerk.call(tasksRoutes.decideTask, { params: { taskId }, body: { decision, reason } })
  return { taskId, shown, fileStatus }
}

it('a passport is looked at by a person and makes the account real-name; the sessions of before end', async () => {
  const citizen = await someone('zhang-min')
  await citizen.bindPhone()
  const asked = await ask(citizen, 'passport')
  expect(asked.body).toMatchObject({ kind: 'passport', state: 'waiting', decidedAt: null, reason: null })
  expect(asked.body.name).not.toContain('Müller')

  const { shown, taskId, fileStatus } = await decide('approve')
  expect(fileStatus).toBe(200)
  expect(shown.subject?.lines.map(({ value }) => value)).toEqual([
    '护照',
    'Anna Müller',
    'C01X00T47',
    '1990-04-01',
    '德国'
  ])
  const fileId = shown.subject?.files[0]?.id ?? ''
  // once it is decided it is nobody's to look at
  expect((await clerk.call(tasksRoutes.showTaskFile, { params: { taskId, fileId } })).status).toBe(404)

  expect((await citizen.call(identityRoutes.me, {})).status).toBe(401)
  expect((await citizen.signIn()).me.level).toBe('real-name')
  const mine = await identity(citizen)
  expect(mine).toMatchObject({ certificate: 'passport', verifiedBy: 'manual-review', idNumber: 'C*******7' })
  expect(mine.reviews).toMatchObject([{ state: 'approved' }])
  expect(await titles(citizen)).toContain('人工核验有结果')
})

it('a passport that ends in letters opens the account in a browser with its last six, in either case', async () => {
  const citizen = await someone('yang-defu')
  await citizen.bindPhone()
  await ask(citizen, 'passport', { number: 'P12ab34CD' })
  await decide('approve')
  const { mobile: phone } = citizen.known()
  const browser = makeBrowser(product)
  await browser.post(browserSignInRoutes.sendSignInCode.path, { phone })
  const code = await product.smsCode(phone)
  const enter = (idTail: string) => browser.post(browserSignInRoutes.signInWithSms.path, { phone, code, idTail })
  expect((await enter('AB34CE')).body.error).toBe('identity_not_matched')
  expect((await enter('Ab34cd')).body.me).toMatchObject({ level: 'real-name' })
})

it('a refusal says why in words, on the page and not in the message, and one may ask again', async () => {
  const citizen = await someone('wang-xiaoli')
  await citizen.bindPhone()
  await ask(citizen, 'hk-macau-permit', { name: '黄大文', number: 'H12345678' })
  expect((await ask(citizen, 'hk-macau-permit', { name: '黄大文', number: 'H12345678' })).error?.error).toBe('conflict')
  const reason = '照片看不清证件号码，请在光线好的地方重新拍照。'
  await decide('refuse', reason)
  const mine = await identity(citizen)
  expect(mine.level).toBe('phone')
  expect(mine.reviews).toMatchObject([{ kind: 'hk-macau-permit', state: 'refused', reason }])
  const { items } = (await citizen.call(messagesRoutes.listMessages, {})).body
  expect(items.map(({ body }) => body).join()).not.toContain('照片看不清')
  expect(items.find((item) => item.title === '人工核验有结果')?.about?.kind).toBe('review')
  expect((await ask(citizen, 'hk-macau-permit', { name: '黄大文', number: 'H12345678' })).status).toBe(200)
  await decide('refuse', reason)
})

it('a paper another account is verified with is not given away, whatever the clerk says', async () => {
  const citizen = await someone('liu-yang')
  await citizen.bindPhone()
  await ask(citizen, 'passport')
  await decide('approve')
  const mine = await identity(citizen)
  expect(mine).toMatchObject({ level: 'phone', reviews: [{ state: 'refused' }] })
  expect(mine.reviews[0]?.reason).toContain('另一个账户')
})

it('a guardian enters a child: the register knows both, a clerk agrees, and the guardian can act for the child', async () => {
  const parent = await someone('chen-guoqiang')
  await parent.bindPhone()
  const child = { name: '何梓涵', number: '669999201005180358', birthDay: '2010-05-18' }
  const early = await ask(parent, 'guardian', child)
  expect([early.error?.error, early.error?.fields]).toEqual(['level_required', { needed: 'real-name' }])
  await parent.verify()
  expect((await ask(parent, 'guardian', { ...child, name: '何小涵' })).error?.error).toBe('identity_not_matched')
  expect((await ask(parent, 'guardian', { ...child, birthDay: '2010-05-19' })).error?.fields).toHaveProperty('birthDay')
  const asked = await ask(parent, 'guardian', child)
  expect(asked.body).toMatchObject({ kind: 'guardian', name: '何*涵' })
  await decide('approve')
  expect((await parent.call(identityRoutes.me, {})).body.level).toBe('real-name')
  const { items } = (await parent.call(mandatesRoutes.listCapacities, {})).body
  expect(items.filter(({ kind }) => kind === 'guardian')).toHaveLength(1)

  // asked and granted once more: still one
  expect((await ask(parent, 'guardian', child)).status).toBe(200)
  await decide('approve')
  expect((await identity(parent)).reviews).toMatchObject([{ state: 'approved' }, { state: 'approved' }])
  const again = (await parent.call(mandatesRoutes.listCapacities, {})).body.items
  expect(again.filter(({ kind }) => kind === 'guardian')).toHaveLength(1)
})

it('both parents enter the same child, who verifies with a name of their own all the same', async () => {
  const parent = await someone('luo-shufen')
  await parent.verify()
  await ask(parent, 'guardian', { name: '何梓涵', number: '669999201005180358', birthDay: '2010-05-18' })
  await decide('approve')
  const children = await product.stores.db.query("select 1 from identity_citizens where kind = 'child'")
  expect(children).toHaveLength(1)
  const child = await someone('he-zihan')
  expect((await child.verify()).me.level).toBe('real-name')
})

describe('what is entered', () => {
  it('is checked before a clerk sees it', async () => {
    const citizen = await someone('xiang-yu')
    await citizen.bindPhone()
    const fields = async (paper: object) => Object.keys((await ask(citizen, 'passport', paper)).error?.fields ?? {})
    expect(await fields({ birthDay: '2999-01-01' })).toEqual(['birthDay'])
    expect(await fields({ birthDay: '2020-01-01' })).toEqual(['birthDay'])
    expect(await fields({ number: '护照号码八个字啊' })).toEqual(['number'])
    expect(
      await product.stores.db.query("select 1 from tasks_queue where decided_at is null and kind = 'review'")
    ).toEqual([])
  })

  it('names photos of one’s own only, each for one review', async () => {
    const [citizen, other] = [await someone('xiang-yu'), await someone('tang-jing')]
    await other.bindPhone()
    const foreign = await upload(other)
    await citizen.check()
    expect((await ask(citizen, 'passport', {}, [foreign])).error?.fields).toHaveProperty('fileIds')
    const own = await upload(citizen)
    const key = randomUUID()
    const first = await ask(citizen, 'passport', {}, [own], key)
    expect((await ask(citizen, 'passport', {}, [own], key)).body).toEqual(first.body)
    expect((await ask(citizen, 'taiwan-permit', { number: '12345678' }, [own])).error?.fields).toHaveProperty('fileIds')
  })

  it('lies sealed', async () => {
    const rows = await product.stores.db.query<{ row: string }>(
      `select row_to_json(t)::text as row from identity_reviews t union all
       select row_to_json(t)::text from identity_review_files t`
    )
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.map(({ row }) => row).join()).not.toMatch(/Müller|C01X00T47|黄大文|何梓涵|669999|照片看不清|护照\.jpg/)
  })
})
