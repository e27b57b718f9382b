import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { identityRoutes } from '@shared/contract/identity'
import { mandatesRoutes } from '@shared/contract/mandates'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { verificationRoutes } from '@shared/contract/verification'
import { person as applicant, serviceId } from '../support/apply'
import { type Citizen, lookIntoCamera } from '../support/citizen'
import { makeBrowser } from '../support/oauth-browser'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

let numbers = 0
async function typeName(citizen: Citizen, person: string) {
  const { name, idNumber } = product.citizen(person).known()
  const verified = await citizen.call(verificationRoutes.verifyRealName, { body: { name, idNumber } })
  const { useToken: goOnWith } = citizen
  if (!verified.error) goOnWith(verified.body.token ?? '')
  return verified
}
/** Somebody who types another person's name and ID number, before that person comes. */
async function typedFirst(victim: string, attacker: string) {
  const citizen = product.citizen(attacker)
  const { me } = await citizen.signIn()
  if (me.level === 'session') await citizen.bindPhone(`1390000${String(2000 + numbers++)}`)
  await typeName(citizen, victim)
  return { citizen, id: me.citizenId }
}
const signInByYkb = async (person: string, browser = makeBrowser(product)) => {
  const { url } = (await browser.post(browserSignInRoutes.startYkbSignIn.path, { returnTo: '/' })).body
  const chosen = await browser.choose(url, person)
  return { browser, reply: await browser.post(browserSignInRoutes.finishYkbSignIn.path, chosen) }
}
const identity = async (citizen: Citizen) => (await citizen.call(verificationRoutes.showIdentity, {})).body
const openDraft = (citizen: Citizen) =>
  citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: { name: applicant.name } } })
const drafts = async (citizen: Citizen) => (await citizen.call(servicesRoutes.listDrafts, {})).body.items.length

/** Signed out everywhere, with a phone and without a name, told of it, and nothing of the victim's in sight. */
async function hasFallen(attacker: Citizen, id: string) {
  expect((await attacker.call(identityRoutes.me, {})).error?.error).toBe('sign_in_required')
  expect((await attacker.signIn()).me).toMatchObject({ citizenId: id, level: 'phone' })
  expect(await identity(attacker)).toMatchObject({ name: null, idNumber: null, verifiedBy: null, merges: [] })
  expect(await drafts(attacker)).toBe(0)
  const { items } = (await attacker.call(messagesRoutes.listMessages, {})).body
  expect(items.map(({ title }) => title)).toContain('实名信息已转出')
}
async function withPhone(victim: string) {
  const citizen = product.citizen(victim)
  const { me } = await citizen.signIn()
  await citizen.bindPhone()
  return { citizen, id: me.citizenId }
}
/** The merge page, up to the camera. */
async function beginMerge(citizen: Citizen, person: string) {
  const { name, idNumber } = citizen.known()
  const { verifyId } = (await citizen.call(verificationRoutes.startMerge, { body: { name, idNumber } })).body
  await lookIntoCamera(product.sandboxUrl, person, verifyId, true)
  return verifyId
}
const finishMerge = (citizen: Citizen, verifyId: string) =>
  citizen.call(verificationRoutes.mergeAccounts, { body: { verifyId } })

describe('whoever typed my name and ID number before me', () => {
  it('loses them when I sign in by 渝快办, which opens an account of my own', async () => {
    const attacker = await typedFirst('chen-guoqiang', 'zhao-lei')
    const { browser, reply } = await signInByYkb('chen-guoqiang')
    expect(reply.body.me.level).toBe('real-name')
    expect(reply.body.me.citizenId).not.toBe(attacker.id)
    const mine = (await browser.get(verificationRoutes.showIdentity.path)).body
    expect(mine).toMatchObject({ name: '陈*强', verifiedBy: 'ykb', phone: '199****0002', wechat: [], merges: [] })
    await hasFallen(attacker.citizen, attacker.id)
    expect((await signInByYkb('chen-guoqiang')).reply.body.me.citizenId).toBe(reply.body.me.citizenId)
  })

  it('loses them when I raise the account I am signed in with, and does not get them back', async () => {
    const attacker = await typedFirst('luo-shufen', 'liu-yang')
    const browser = makeBrowser(product)
    const own = (await browser.finish(await browser.choose(await browser.begin(), 'luo-shufen'))).body.me.citizenId
    const { reply } = await signInByYkb('luo-shufen', browser)
    expect(reply.body.me).toMatchObject({ citizenId: own, level: 'real-name' })
    await hasFallen(attacker.citizen, attacker.id)
    const again = await typeName(attacker.citizen, 'luo-shufen')
    expect(again.error?.error).toBe('identity_taken')
  })

  it('loses them when I show my face to merge: the name comes to my account, and neither sees what the other has', async () => {
    const attacker = await typedFirst('zhang-min', 'ayguli')
    await openDraft(attacker.citizen)
    const { citizen, id } = await withPhone('zhang-min')
    const before = citizen.token()
    const moved = await finishMerge(citizen, await beginMerge(citizen, 'zhang-min'))
    expect(moved.body.me).toMatchObject({ citizenId: id, level: 'face' })
    expect(moved.body.token).not.toBe(before)
    const { useToken: goOnWith } = citizen
    goOnWith(moved.body.token ?? '')
    expect(await identity(citizen)).toMatchObject({ name: '张*', verifiedBy: 'public-security', merges: [] })
    expect((await identity(citizen)).faceAt).not.toBeNull()
    expect(await drafts(citizen)).toBe(0)
    await openDraft(citizen)

    const left = attacker.citizen
    expect((await left.call(identityRoutes.me, {})).status).toBe(401)
    expect((await left.signIn()).me).toMatchObject({ citizenId: attacker.id, level: 'phone' })
    expect((await identity(left)).name).toBeNull()
    expect(await drafts(left)).toBe(1)
    const nowStrong = await signInByYkb('zhang-min')
    expect(nowStrong.reply.body.me.citizenId).toBe(id)
  })
})

it('a face shown in the older account first makes it the one 渝快办 signs in to', async () => {
  const older = await typedFirst('gong-yan', 'gong-yan')
  await older.citizen.showFace()
  const { reply } = await signInByYkb('gong-yan')
  expect(reply.body.me.citizenId).toBe(older.id)
})

it('a merge that began before the account became another person’s does not join them', async () => {
  const attacker = await typedFirst('wang-xiaoli', 'tang-jing')
  const { citizen } = await withPhone('wang-xiaoli')
  const verifyId = await beginMerge(citizen, 'wang-xiaoli')
  await signInByYkb('wang-xiaoli')
  await attacker.citizen.signIn()
  await typeName(attacker.citizen, 'tang-jing')
  await attacker.citizen.showFace()
  expect((await finishMerge(citizen, verifyId)).error?.error).toBe('conflict')
  expect((await citizen.call(identityRoutes.me, {})).body.level).toBe('phone')
})

it('a face check that began under a name does not prove another one that came since', async () => {
  const owner = await typedFirst('yang-defu', 'yang-defu')
  const { verifyId } = (await owner.citizen.call(verificationRoutes.startFaceCheck, {})).body
  await lookIntoCamera(product.sandboxUrl, 'yang-defu', verifyId, true)
  await signInByYkb('yang-defu')
  await owner.citizen.signIn()
  expect((await typeName(owner.citizen, 'liu-yang')).status).toBe(200)
  const finished = await owner.citizen.call(verificationRoutes.finishFaceCheck, { body: { verifyId } })
  expect(finished.error?.error).toBe('face_not_passed')
})

it('an enterprise bound under a typed name is let go with it, whatever name comes to the account later', async () => {
  const { citizen: attacker } = await typedFirst('zhao-lei', 'xiang-yu')
  const bound = await attacker.call(mandatesRoutes.bindEnterprise, { body: { creditCode: '91669999MA0YJB01X6' } })
  expect(bound.error).toBeNull()
  await signInByYkb('zhao-lei')
  await attacker.signIn()
  await typeName(attacker, 'xiang-yu')
  expect((await attacker.call(mandatesRoutes.listEnterprises, {})).body.items).toEqual([])
  const { body } = await attacker.call(mandatesRoutes.listCapacities, {})
  expect(body.items.map(({ kind }) => kind)).toEqual(['self'])
})
