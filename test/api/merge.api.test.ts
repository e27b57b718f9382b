import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { identityRoutes } from '@shared/contract/identity'
import { messagesRoutes } from '@shared/contract/messages'
import { rightsRoutes } from '@shared/contract/rights'
import { servicesRoutes } from '@shared/contract/services'
import { verificationRoutes } from '@shared/contract/verification'
import { loadPeople, personById } from '../sandbox/people'
import { person as applicant, apply, serviceId } from '../support/apply'
import { lookIntoCamera } from '../support/citizen'
import { makeBrowser } from '../support/oauth-browser'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

/** Time goes by, here and in the outside systems. */
const pass = async (ms: number) => {
  product.clock.moveBy(ms)
  await product.control('/control/clock', { moveMs: ms })
}
const DAY = 24 * 3_600_000
const known = (id: string) => {
  const person = personById(loadPeople(), id)
  if (!person) throw new Error(id)
  return person
}
let numbers = 0

/** One person with a verified account of 渝快办 and another one of the mini-program, which has a phone only. */
async function twoAccounts(person: string) {
  const browser = makeBrowser(product)
  const { url } = (await browser.post(browserSignInRoutes.startYkbSignIn.path, { returnTo: '/' })).body
  const chosen = await browser.choose(url, person)
  const main = (await browser.post(browserSignInRoutes.finishYkbSignIn.path, chosen)).body.me
  const citizen = product.citizen(person)
  const { me } = await citizen.signIn()
  const phone = `1380000${String(1000 + numbers++)}`
  await citizen.bindPhone(phone)
  return { browser, mainId: main.citizenId, citizen, ownId: me.citizenId, phone }
}
type Two = Awaited<ReturnType<typeof twoAccounts>>

const startMerge = ({ citizen }: Two, person: string, name = known(person).name) =>
  citizen.call(verificationRoutes.startMerge, { body: { name, idNumber: known(person).idNumber } })
const finishMerge = ({ citizen }: Two, verifyId: string) =>
  citizen.call(verificationRoutes.mergeAccounts, { body: { verifyId } })
async function merge(two: Two, person: string) {
  const { body } = await startMerge(two, person)
  await lookIntoCamera(product.sandboxUrl, person, body.verifyId, true)
  const merged = await finishMerge(two, body.verifyId)
  const { useToken: goOnWith } = two.citizen
  goOnWith(merged.body.token ?? '')
  return merged
}
/** What somebody sees of what they have. */
const seenBy = async ({ citizen }: Pick<Two, 'citizen'>) => ({
  drafts: (await citizen.call(servicesRoutes.listDrafts, {})).body.items.map((item) => item.id).sort(),
  cases: (await citizen.call(servicesRoutes.listCases, {})).body.items.map((item) => item.id).sort(),
  messages: (await citizen.call(messagesRoutes.listMessages, { query: { limit: '50' } })).body.items
    .filter((item) => item.about?.kind === 'case')
    .map((item) => item.id)
    .sort()
})

/** A case with its messages, from the time before handing in needed a real name. */
async function olderCase(ownerId: string): Promise<void> {
  const other = product.citizen('wang-xiaoli')
  const { me } = await other.signIn()
  await apply(other)
  await product.drain()
  for (const table of ['services_cases', 'messages_inbox'])
    await product.stores.db.query(`update ${table} set citizen_id = $1 where citizen_id = $2`, [ownerId, me.citizenId])
}

it('after identity_taken, a face check joins the two accounts, and the person goes on with a session of the verified one', async () => {
  const two = await twoAccounts('zhang-min')
  const { name, idNumber } = known('zhang-min')
  const taken = await two.citizen.call(verificationRoutes.verifyRealName, { body: { name, idNumber } })
  expect(taken.error?.error).toBe('identity_taken')
  const begun = await startMerge(two, 'zhang-min')
  expect(begun.body.accountTail).toBe(two.mainId.slice(-4))
  const copied = two.citizen.token()
  const merged = await merge(two, 'zhang-min')
  expect(merged.body.me).toMatchObject({ citizenId: two.mainId, level: 'face', channel: 'mini-program' })
  const now = two.citizen.token()
  two.citizen.useToken(copied)
  expect((await two.citizen.call(identityRoutes.me, {})).status).toBe(401)
  two.citizen.useToken(now)
  expect((await two.browser.get(identityRoutes.me.path)).status).toBe(401)
  const mine = (await two.citizen.call(verificationRoutes.showIdentity, {})).body
  expect(mine).toMatchObject({ level: 'face', wechat: ['mini-program'], name: '张*' })
  expect(mine.merges).toMatchObject([{ accountTail: two.ownId.slice(-4), reversible: true }])
})

it('nothing is lost by a merge or by taking it back: drafts, cases, messages, phone and sign-in are as before', async () => {
  const two = await twoAccounts('chen-guoqiang')
  const { citizen } = two
  await olderCase(two.ownId)
  await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: { name: applicant.name } } })
  const before = await seenBy(two)
  expect([before.drafts.length, before.cases.length, before.messages.length > 1]).toEqual([1, 1, true])

  await merge(two, 'chen-guoqiang')
  expect(await seenBy(two)).toEqual(before)
  const again = product.citizen('chen-guoqiang')
  expect((await again.signIn()).me.citizenId).toBe(two.mainId)
  expect(await seenBy({ ...two, citizen: again })).toEqual(before)

  await again.check(known('chen-guoqiang').mobile)
  const [held] = (await again.call(verificationRoutes.showIdentity, {})).body.merges
  const undone = await again.call(verificationRoutes.undoMerge, { params: { mergeId: held?.id ?? '' } })
  expect(undone.status).toBe(200)
  expect((await citizen.call(identityRoutes.me, {})).status).toBe(401)
  const { me } = await citizen.signIn()
  expect(me).toMatchObject({ citizenId: two.ownId, level: 'phone' })
  expect(await seenBy(two)).toEqual(before)
  const mine = (await citizen.call(verificationRoutes.showIdentity, {})).body
  expect(mine).toMatchObject({ phone: `138****${two.phone.slice(-4)}`, name: null })
})

it('can be taken back for thirty days, by a fresh check, once, and by nobody else', async () => {
  const two = await twoAccounts('luo-shufen')
  await merge(two, 'luo-shufen')
  const mergeId = (await two.citizen.call(verificationRoutes.showIdentity, {})).body.merges[0]?.id ?? ''
  const undo = (citizen = two.citizen) => citizen.call(verificationRoutes.undoMerge, { params: { mergeId } })

  const stranger = product.citizen('zhao-lei')
  await stranger.signIn()
  await stranger.verify()
  expect((await undo(stranger)).error?.error).toBe('not_found')

  await pass(5 * 60_000)
  expect((await undo()).error?.error).toBe('fresh_check_required')
  await two.citizen.check(known('luo-shufen').mobile)
  const tries = await Promise.all([undo(), undo()])
  expect(tries.map(({ status }) => status).sort()).toEqual([200, 409])

  const late = await twoAccounts('tang-jing')
  await merge(late, 'tang-jing')
  const lateId = (await late.citizen.call(verificationRoutes.showIdentity, {})).body.merges[0]?.id ?? ''
  await pass(30 * DAY)
  await late.citizen.signIn()
  await late.citizen.check(known('tang-jing').mobile)
  const shown = (await late.citizen.call(verificationRoutes.showIdentity, {})).body
  expect(shown.merges).toMatchObject([{ reversible: false }])
  const tooLate = await late.citizen.call(verificationRoutes.undoMerge, { params: { mergeId: lateId } })
  expect(tooLate.error?.error).toBe('conflict')
})

it('needs the face of the person the other account is verified as, and each check joins once', async () => {
  const two = await twoAccounts('gong-yan')
  const { verifyId } = (await startMerge(two, 'gong-yan')).body
  expect((await finishMerge(two, verifyId)).error?.error).toBe('face_not_passed')
  await lookIntoCamera(product.sandboxUrl, 'gong-yan', verifyId, false)
  expect((await finishMerge(two, verifyId)).error?.error).toBe('face_not_passed')
  // not by the check of one's own face either
  const own = await two.citizen.call(verificationRoutes.finishFaceCheck, { body: { verifyId } })
  expect(own.error?.error).toBe('level_required')
  await lookIntoCamera(product.sandboxUrl, 'gong-yan', verifyId, true)
  const tries = await Promise.all([finishMerge(two, verifyId), finishMerge(two, verifyId)])
  expect(tries.filter(({ status }) => status === 200)).toHaveLength(1)
})

it('of an account that was to be closed keeps it: the person goes on with both as one', async () => {
  const two = await twoAccounts('ayguli')
  await two.citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: { name: applicant.name } } })
  const closing = await two.citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
  expect(closing.body.state).toBe('waiting')
  await merge(two, 'ayguli')
  const before = await seenBy(two)
  expect(before.drafts).toHaveLength(1)
  await pass(13 * 3_600_000)
  await product.product.jobs.find(({ name }) => name === 'rights.close-due')?.run()
  expect(await seenBy(two)).toEqual(before)
})

it('is for two accounts of one person: a wrong name, nobody’s paper and a verified account do not begin', async () => {
  const two = await twoAccounts('yang-defu')
  expect((await startMerge(two, 'yang-defu', '杨小福')).error?.error).toBe('identity_not_matched')
  expect((await startMerge(two, 'xiang-yu')).error?.error).toBe('not_found')
  const verified = product.citizen('liu-yang')
  await verified.signIn()
  await verified.verify()
  expect((await startMerge({ ...two, citizen: verified }, 'yang-defu')).error?.error).toBe('conflict')
})
