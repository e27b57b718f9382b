import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { identityRoutes } from '@shared/contract/identity'
import { intakesRoutes } from '@shared/contract/intakes'
import { ledgerRoutes } from '@shared/contract/ledger'
import { servicesRoutes } from '@shared/contract/services'
import { verificationRoutes } from '@shared/contract/verification'
import { person } from '../support/apply'
import { localItem } from '../support/apply-local'
import { lookIntoCamera } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { smsCodeOn } from '../support/sms-inbox'
import { startProduct, type TestProduct } from '../support/start-product'
import { beginWith, fillAtCounter, handInFor, scan } from '../support/walk-in'

let product: TestProduct
let clerk: Clerk
beforeAll(async () => {
  product = await startProduct()
  clerk = await makeClerk(product, 'li-clerk', ['clerk'], localItem.department)
  await catchUp()
})
afterAll(() => product.close())

/** Staff codes move our clock alone: the outside systems catch up. */
const catchUp = async () => {
  await product.control('/control/clock', { resetClock: true })
  await product.control('/control/clock', { moveMs: product.clock.now().getTime() - Date.now() })
}
const zhangMin = { name: person.name, idNumber: person.citizenId, phone: person.phone }
const luoShufen = { name: '罗淑芬', idNumber: '669999195810210240', phone: '19900000003' }
const yangDefu = { name: '杨德福', idNumber: '669999193802090171', phone: '19900000005' }

it('who has never used a phone for this gets a case at the counter, and finds it on the phone later', async () => {
  const begun = await beginWith(clerk, luoShufen)
  expect(begun.body).toMatchObject({ applicant: '罗*芬', serviceName: '高龄津贴申领' })
  const answers = await fillAtCounter(product, clerk, begun.body, luoShufen)
  const signed = { by: 'signature' as const, fileId: await scan(product, clerk, begun.body.id) }
  const key = 'walk-in-luo-shufen-1'
  const handedIn = await handInFor(clerk, begun.body, answers, signed, key)
  expect(handedIn.status).toBe(200)
  expect((await handInFor(clerk, begun.body, answers, signed, key)).body).toEqual(handedIn.body)
  expect((await handInFor(clerk, begun.body, answers, signed)).error).toBe('conflict')
  await product.drain()

  const citizen = product.citizen('luo-shufen')
  await citizen.signIn()
  await citizen.bindPhone()
  const typed = { name: luoShufen.name, idNumber: luoShufen.idNumber }
  expect((await citizen.call(verificationRoutes.verifyRealName, { body: typed })).error?.error).toBe('identity_taken')
  const { verifyId } = (await citizen.call(verificationRoutes.startMerge, { body: typed })).body
  await lookIntoCamera(product.sandboxUrl, 'luo-shufen', verifyId, true)
  const merged = await citizen.call(verificationRoutes.mergeAccounts, { body: { verifyId } })
  citizen.useToken(merged.body.token ?? '')
  const shown = await citizen.call(servicesRoutes.showCase, { params: { caseId: handedIn.body.caseId } })
  expect(shown.body).toMatchObject({ number: handedIn.body.number, state: 'received' })
  expect(shown.body.timeline[0]?.note).toBe('在窗口提交：本人到窗口，已查验身份证原件，工作人员协助填写，本人签名确认')
  expect(shown.body.files.map(({ label }) => label).at(-1)).toBe('窗口录入的本人签名')
  expect(shown.body.files).toHaveLength(4)
  const paper = await fetch(`${product.url}/api/v1/files/${shown.body.files[0]?.id}`, {
    headers: { authorization: `Bearer ${citizen.token()}` }
  })
  expect(paper.headers.get('content-type')).toBe('image/jpeg')
})

it('who has an account keeps it: the code came to their own number, and the case is there at once', async () => {
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  await citizen.verify()
  const { body: intake } = await beginWith(clerk, zhangMin)
  const answers = await fillAtCounter(product, clerk, intake, zhangMin)
  const params = { intakeId: intake.id }
  expect((await clerk.call(intakesRoutes.sendIntakeCode, { params, body: { phone: zhangMin.phone } })).status).toBe(200)
  const code = await smsCodeOn(product.sandboxUrl, zhangMin.phone)
  const wrong = code === '000000' ? '111111' : '000000'
  expect((await handInFor(clerk, intake, answers, { by: 'sms', code: wrong })).error).toBe('code_wrong')
  const handedIn = await handInFor(clerk, intake, answers, { by: 'sms', code })
  expect(handedIn.status).toBe(200)
  expect((await citizen.call(identityRoutes.me, {})).body.level).toBe('real-name')
  const mine = (await citizen.call(servicesRoutes.listCases, { query: {} })).body.items
  expect(mine.map(({ number }) => number)).toContain(handedIn.body.number)
  const { items: reads } = (await citizen.call(ledgerRoutes.listReads, { query: {} })).body
  expect(reads[0]).toMatchObject({ purpose: '在窗口协助填写申请', reader: { name: '窗口受理人员 · 区民政局' } })
})

it('an account whose name was only typed gives way to who came to the counter with the card', async () => {
  const stranger = product.citizen('yang-defu')
  await stranger.signIn()
  await stranger.verify()
  const { body: intake } = await beginWith(clerk, yangDefu)
  const answers = await fillAtCounter(product, clerk, intake, yangDefu)
  const signed = { by: 'signature' as const, fileId: await scan(product, clerk, intake.id) }
  expect((await handInFor(clerk, intake, answers, signed)).status).toBe(200)
  expect((await stranger.call(servicesRoutes.listCases, { query: {} })).error?.error).toBe('sign_in_required')
  await stranger.signIn()
  expect((await stranger.call(servicesRoutes.listCases, { query: {} })).body.items).toEqual([])
})

it('a card the register does not know, another applicant, a missing consent and answers changed after the code are refused', async () => {
  const unknown = await beginWith(clerk, { name: '罗淑分', idNumber: luoShufen.idNumber })
  expect(unknown.error).toBe('identity_not_matched')
  const { body: intake } = await beginWith(clerk, luoShufen)
  const answers = await fillAtCounter(product, clerk, intake, luoShufen)
  const signed = { by: 'signature' as const, fileId: await scan(product, clerk, intake.id) }
  const other = await handInFor(clerk, intake, { ...answers, name: '张敏' }, signed)
  expect(other.fields).toEqual({ name: '和查验的身份证不一致。' })
  const noWord = await handInFor(clerk, { ...intake, sharings: [] }, answers, {
    by: 'signature',
    fileId: 'nobodys-file'
  })
  expect(noWord.fields).toEqual({ fileId: '请上传本人的签名。' })
  const params = { intakeId: intake.id }
  await clerk.call(intakesRoutes.sendIntakeCode, { params, body: { phone: luoShufen.phone } })
  const code = await smsCodeOn(product.sandboxUrl, luoShufen.phone)
  const half = { ...answers, bankName: '' }
  expect((await handInFor(clerk, intake, half, { by: 'sms', code })).error).toBe('form_invalid')
  expect((await handInFor(clerk, intake, answers, { by: 'sms', code })).error).toBe('code_expired')
  const known = await product.stores.db.query("select 1 from services_cases where channel = 'window'")
  expect(known).toHaveLength(3)
})

it('the signature is evidence: another paper is none, and it stands at the desk long after', async () => {
  const { body: intake } = await beginWith(clerk, luoShufen)
  const answers = await fillAtCounter(product, clerk, intake, luoShufen)
  const [household] = Array.isArray(answers.household) ? answers.household : []
  const another = await handInFor(clerk, intake, answers, { by: 'signature', fileId: String(household) })
  expect(another.fields).toEqual({ fileId: '请上传本人的签名。' })
  const fileId = await scan(product, clerk, intake.id)
  const { caseId } = (await handInFor(clerk, intake, answers, { by: 'signature', fileId })).body
  await product.drain()
  product.clock.moveBy(4 * 24 * 3_600_000)
  for (const job of product.product.jobs)
    if (['services.loose-files', 'services.old-intakes'].includes(job.name)) await job.run()
  await clerk.signIn()
  await catchUp()
  const { files } = (await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body
  expect(files.find(({ id }) => id === fileId)).toMatchObject({ label: '窗口录入的本人签名' })
  const seen = await clerk.call(deskCasesRoutes.showDeskCaseFile, {
    params: { caseId, fileId },
    query: { reason: 'verify' }
  })
  expect(seen.status).toBe(200)
})

it('the 情形 the clerk names makes the case; one the item does not have is refused', async () => {
  const { body: intake } = await beginWith(clerk, luoShufen)
  expect(intake.situations.map(({ id, title }) => ({ id, title }))).toEqual([
    { id: 'hundred', title: '年满 100 周岁' },
    { id: 'eighty', title: '80 至 99 周岁' }
  ])
  const answers = await fillAtCounter(product, clerk, intake, luoShufen)
  const body = {
    ...{ formVersion: intake.form.version, answers, agreed: intake.sharings.map(({ id }) => id) },
    confirmation: { by: 'signature' as const, fileId: await scan(product, clerk, intake.id) }
  }
  const handIn = (situation: string) =>
    clerk.call(intakesRoutes.handInIntake, { params: { intakeId: intake.id }, body: { ...body, situation } })
  expect((await handIn('thousand')).fields).toEqual({ situation: '请重新选择情形。' })
  const { body: handedIn } = await handIn('eighty')
  await product.drain()
  const { body: shown } = await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId: handedIn.caseId } })
  expect(shown.situation?.title).toBe('80 至 99 周岁')
})

it('another clerk does not get at it, and what nobody hands in is gone the day after, with its papers', async () => {
  const colleague = await makeClerk(product, 'wu-clerk', ['clerk'], localItem.department)
  const elsewhere = await makeClerk(product, 'he-clerk', ['clerk'], 'education')
  await catchUp()
  expect((await elsewhere.call(intakesRoutes.listIntakeItems, {})).body.items).toEqual([])
  expect((await beginWith(elsewhere, luoShufen)).error).toBe('not_found')
  const { body: intake } = await beginWith(clerk, luoShufen)
  const fileId = await scan(product, clerk, intake.id)
  const answers = await fillAtCounter(product, clerk, intake, luoShufen)
  const theirs = await handInFor(colleague, intake, answers, { by: 'signature', fileId })
  expect(theirs.error).toBe('not_found')
  product.clock.moveBy(25 * 3_600_000)
  for (const job of product.product.jobs) if (job.name === 'services.old-intakes') await job.run()
  const { db, files } = product.stores
  expect(await db.query('select 1 from services_intakes where case_id is null')).toEqual([])
  expect(await db.query('select 1 from services_files where id = $1', [fileId])).toEqual([])
  expect(await files.get(fileId)).toBeNull()
})
