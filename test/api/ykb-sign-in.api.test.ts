import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { devicesRoutes } from '@shared/contract/devices'
import { identityRoutes } from '@shared/contract/identity'
import { verificationRoutes } from '@shared/contract/verification'
import { makeBrowser } from '../support/oauth-browser'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

type Browser = ReturnType<typeof makeBrowser>
interface Chosen {
  code: string
  state: string
}
const begin = async (browser: Browser, returnTo = '/pages/mine/index'): Promise<string> =>
  (await browser.post(browserSignInRoutes.startYkbSignIn.path, { returnTo })).body.url
const finish = (browser: Browser, { code, state }: Chosen) =>
  browser.post(browserSignInRoutes.finishYkbSignIn.path, { code, state })
/** Goes to 渝快办 as this person and back. */
const signIn = async (person: string, browser = makeBrowser(product)) => {
  const chosen = await browser.choose(await begin(browser), person)
  return { browser, chosen, reply: await finish(browser, chosen) }
}
const identityOf = async (browser: Browser) => (await browser.get(verificationRoutes.showIdentity.path)).body

it('signs in an account that is real-name from the start, and comes back to the page one came from', async () => {
  const { browser, reply } = await signIn('chen-guoqiang')
  expect(reply.body).toMatchObject({ returnTo: '/pages/mine/index', me: { channel: 'browser', level: 'real-name' } })
  expect(JSON.stringify(reply.body)).not.toContain('token')
  expect(await identityOf(browser)).toMatchObject({
    verifiedBy: 'ykb',
    name: '陈*强',
    idNumber: '669*************1X',
    phone: '199****0002'
  })
  const again = await signIn('chen-guoqiang')
  expect(again.reply.body.me.citizenId).toBe(reply.body.me.citizenId)
})

it('signs in to the account that was verified by the register and has shown the person’s face', async () => {
  const citizen = product.citizen('zhao-lei')
  const { me } = await citizen.signIn()
  await citizen.verify()
  await citizen.showFace()
  const { reply } = await signIn('zhao-lei')
  expect(reply.body.me.citizenId).toBe(me.citizenId)
})

it('raises who is signed in already, with another session id', async () => {
  const browser = makeBrowser(product)
  const bySite = await browser.finish(await browser.choose(await browser.begin(), 'luo-shufen'))
  const before = browser.cookies.get('zjb_session')
  const { reply } = await signIn('luo-shufen', browser)
  expect(reply.body.me).toMatchObject({
    citizenId: bySite.body.me.citizenId,
    level: 'real-name',
    channel: 'official-account'
  })
  const after = browser.cookies.get('zjb_session')
  expect(after).not.toBe(before)
  browser.cookies.set('zjb_session', before ?? '')
  expect((await browser.get(identityRoutes.me.path)).status).toBe(401)
})

it('is refused while another account of ours has the identity, and the session stays as it was', async () => {
  await signIn('tang-jing')
  const browser = makeBrowser(product)
  await browser.finish(await browser.choose(await browser.begin(), 'gong-yan'))
  const { reply } = await signIn('tang-jing', browser)
  expect([reply.status, reply.body.error]).toEqual([409, 'identity_taken'])
  expect((await browser.get(identityRoutes.me.path)).body.level).toBe('session')
})

it('cannot make a verified account somebody else’s', async () => {
  const { browser } = await signIn('liu-yang')
  const { reply } = await signIn('wang-xiaoli', browser)
  expect(reply.body.error).toBe('sign_in_failed')
  expect(await identityOf(browser)).toMatchObject({ name: '刘*' })
})

it('somebody 渝快办 knows by phone only is not signed in', async () => {
  const { browser, reply } = await signIn('xiang-yu')
  expect(reply.body.error).toBe('sign_in_failed')
  expect((await browser.get(devicesRoutes.listSessions.path)).status).toBe(401)
})

describe('code and state', () => {
  it('are good once', async () => {
    const { browser, chosen, reply } = await signIn('yang-defu')
    expect(reply.status).toBe(200)
    expect((await finish(browser, chosen)).body.error).toBe('sign_in_failed')
    const next = await browser.choose(await begin(browser), 'yang-defu')
    expect((await finish(browser, { ...next, code: chosen.code })).body.error).toBe('sign_in_failed')
  })

  it('of the same moment give one session', async () => {
    const browser = makeBrowser(product)
    const chosen = await browser.choose(await begin(browser), 'yang-defu')
    const tries = await Promise.all(Array.from({ length: 20 }, () => finish(browser, chosen)))
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('work only in the browser that began, and not those of the other sign-in', async () => {
    const [victim, attacker] = [makeBrowser(product), makeBrowser(product)]
    const chosen = await attacker.choose(await begin(attacker), 'zhang-min')
    await begin(victim)
    expect((await finish(victim, chosen)).body.error).toBe('sign_in_failed')
    const bySite = await attacker.choose(await attacker.begin(), 'zhang-min')
    expect((await finish(attacker, bySite)).body.error).toBe('sign_in_failed')
  })

  it('raise no session but the one that began', async () => {
    const browser = makeBrowser(product)
    await browser.finish(await browser.choose(await browser.begin(), 'he-zihan'))
    const chosen = await browser.choose(await begin(browser), 'he-zihan')
    await browser.finish(await browser.choose(await browser.begin(), 'ayguli'))
    expect((await finish(browser, chosen)).body.error).toBe('sign_in_failed')
    expect((await browser.get(identityRoutes.me.path)).body.level).toBe('session')
  })
})

it('who has never used the mini-program is told that a face check needs it', async () => {
  const { browser } = await signIn('chen-guoqiang')
  const reply = await browser.post(verificationRoutes.startFaceCheck.path, {})
  expect([reply.status, reply.body.error]).toEqual([409, 'conflict'])
})

it('渝快办 being down is told apart from a refused sign-in', async () => {
  const browser = makeBrowser(product)
  const chosen = await browser.choose(await begin(browser), 'zhang-min')
  await product.control('/control/faults', { system: 'ykb-auth', fault: 'down' })
  const reply = await finish(browser, chosen)
  await product.control('/control/faults', { system: 'ykb-auth', fault: 'none' })
  expect(reply.body.error).toBe('department_unavailable')
})

it('the store knows nobody by the uid of 渝快办', async () => {
  const rows = await product.stores.db.query<{ uid_index: string }>('select uid_index from identity_ykb_accounts')
  expect(rows.length).toBeGreaterThan(2)
  for (const { uid_index } of rows) expect(uid_index).toMatch(/^[A-Za-z0-9_-]{43}$/)
})
