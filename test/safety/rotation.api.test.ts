import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { staffRoutes } from '@shared/contract/desk'
import { identityRoutes } from '@shared/contract/identity'
import { mandatesRoutes } from '@shared/contract/mandates'
import { verificationRoutes } from '@shared/contract/verification'
import { makeSessions } from '../../bff/src/domains/identity/sessions'
import { makeStaffSessions } from '../../bff/src/domains/staff/sessions'
import { type Citizen, lookIntoCamera, phoneCode } from '../support/citizen'
import { makeClerk, makeDesk } from '../support/clerk'
import { actAs, given } from '../support/entrust'
import { makeBrowser } from '../support/oauth-browser'
import { startProduct, type TestProduct } from '../support/start-product'
import { goOnWith } from './victims'

let product: TestProduct
/** Two processes beside the one that serves: each with its own memory of sessions, over the same store. */
let processes: ReturnType<typeof makeSessions>[]
/** Milliseconds the memories' own clock is ahead. */
let ahead = 0
beforeAll(async () => {
  product = await startProduct()
  processes = [1, 2].map(() => makeSessions(product.stores.db, product.clock))
  const now = performance.now.bind(performance)
  jest.spyOn(performance, 'now').mockImplementation(() => now() + ahead)
})
afterAll(async () => {
  jest.restoreAllMocks()
  await product.close()
})

const known = async (token: string) =>
  Promise.all(processes.map(async (process) => (await process.bySession(token)) !== null))
const served = async (token: string) =>
  (await fetch(`${product.url}${identityRoutes.me.path}`, { headers: { authorization: `Bearer ${token}` } })).status

/** The act gives another session id, and a copy of the old one is refused everywhere within 2 s. */
async function changesTheId(tokenNow: () => string, act: () => Promise<unknown>) {
  const copied = tokenNow()
  expect([await served(copied), await known(copied)]).toEqual([200, [true, true]])
  await act()
  const after = tokenNow()
  expect(after).not.toBe(copied)
  expect(await served(copied)).toBe(401)
  ahead += 2_000
  expect([await served(copied), await known(copied)]).toEqual([401, [false, false]])
  expect([await served(after), await known(after)]).toEqual([200, [true, true]])
}

describe('a citizen’s session id changes', () => {
  let citizen: Citizen
  const step = (act: () => Promise<unknown>) => changesTheId(() => citizen.token(), act)
  beforeAll(async () => {
    citizen = product.citizen('zhao-lei')
    await citizen.signIn()
  })
  const face = async (pass: boolean) => {
    const { verifyId } = given('face', await citizen.call(verificationRoutes.startFaceCheck, {}))
    await lookIntoCamera(product.sandboxUrl, 'zhao-lei', verifyId, pass)
    return citizen.call(verificationRoutes.finishFaceCheck, { body: { verifyId } })
  }

  it('with the phone bound by WeChat', () =>
    step(async () => {
      const code = await phoneCode(product.sandboxUrl, 'zhao-lei')
      const changed = given('phone', await citizen.call(verificationRoutes.bindWechatPhone, { body: { code } }))
      goOnWith(citizen, changed.token)
    }))
  it('with the real name', () =>
    step(async () => {
      const { name, idNumber } = citizen.known()
      const body = { name, idNumber }
      const changed = given('name', await citizen.call(verificationRoutes.verifyRealName, { body }))
      goOnWith(citizen, changed.token)
    }))
  it('with the fresh check', () => step(() => citizen.check()))
  it('with the face check', () => step(() => citizen.showFace()))
  it('with the capacity, there and back', async () => {
    const body = { creditCode: '91669999MA0YJB01X6' }
    const { mandateId } = given('bind', await citizen.call(mandatesRoutes.bindEnterprise, { body }))
    await step(() => actAs(citizen, mandateId))
    await step(() => actAs(citizen, null))
  })
  it('with the phone bound by SMS', async () => {
    citizen = product.citizen('tang-jing')
    await citizen.signIn()
    await step(() => citizen.bindPhone())
  })
  it('and not with a step that was refused', async () => {
    citizen = product.citizen('gong-yan')
    await citizen.signIn()
    await citizen.verify()
    const before = citizen.token()
    expect((await face(false)).error?.error).toBe('face_not_passed')
    expect(await served(before)).toBe(200)
  })
})

describe('a sign-in in a browser', () => {
  type Browser = ReturnType<typeof makeBrowser>
  const cookieOf = (browser: Browser) => browser.cookies.get('zjb_session') ?? ''
  const signIns = {
    'by the 公众号': async (browser: Browser, person: string) =>
      browser.finish(await browser.choose(await browser.begin(), person)),
    'by SMS code': async (browser: Browser) => {
      const phone = `1360000${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`
      await browser.post(browserSignInRoutes.sendSignInCode.path, { phone })
      return browser.post(browserSignInRoutes.signInWithSms.path, { phone, code: await product.smsCode(phone) })
    },
    'by 渝快办': async (browser: Browser, person: string) => {
      const { url } = (await browser.post(browserSignInRoutes.startYkbSignIn.path, { returnTo: '/' })).body
      return browser.post(browserSignInRoutes.finishYkbSignIn.path, await browser.choose(url, person))
    }
  }
  it.each(Object.entries(signIns))('%s takes no id over that was put there beforehand', async (_how, signIn) => {
    const browser = makeBrowser(product)
    const planted = 'a'.repeat(43)
    browser.cookies.set('zjb_session', planted)
    expect((await signIn(browser, 'ayguli')).status).toBe(200)
    expect(cookieOf(browser)).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(cookieOf(browser)).not.toBe(planted)
    expect(await served(planted)).toBe(401)
  })
  it.each(Object.entries(signIns))('%s ends the session this browser had before', async (_how, signIn) => {
    const browser = makeBrowser(product)
    await browser.finish(await browser.choose(await browser.begin(), 'luo-shufen'))
    await changesTheId(
      () => cookieOf(browser),
      () => signIn(browser, 'luo-shufen')
    )
  })
})

describe('a desk’s session id changes', () => {
  const tokenOf = ({ cookie }: { cookie(): string }) => cookie().split('=')[1] ?? ''
  const desks = () => [1, 2].map(() => makeStaffSessions(product.stores.db, product.clock))
  const open = async (token: string) =>
    Promise.all(desks().map(async (process) => (await process.byStaff(token)) !== null))
  async function changes(desk: { cookie(): string }, act: () => Promise<unknown>) {
    const copied = tokenOf(desk)
    expect(await open(copied)).toEqual([true, true])
    await act()
    expect(tokenOf(desk)).not.toBe(copied)
    expect([await open(copied), await open(tokenOf(desk))]).toEqual([
      [false, false],
      [true, true]
    ])
  }

  it('with a new check, another sign-in and another password', async () => {
    const clerk = await makeClerk(product, 'rotates', ['clerk'])
    await changes(clerk, () => clerk.check())
    await changes(clerk, () => clerk.signIn())
    const body = () => ({
      password: 'ginkgo-ferry-47-lantern',
      newPassword: 'otter-umbrella-91-quartz',
      code: clerk.code()
    })
    await changes(clerk, () => clerk.call(staffRoutes.changePassword, { body: body() }))
  })

  it('with the roles: every session of before is refused', async () => {
    const security = await makeClerk(product, 'role-giver', ['security'])
    const clerk = await makeClerk(product, 'role-taker', ['clerk'])
    await security.check()
    const elsewhere = makeDesk(product)
    await clerk.signIn(elsewhere)
    const copied = tokenOf(elsewhere)
    await changes(clerk, async () => {
      const params = { accountId: clerk.me.staffId }
      const given = await security.call(staffRoutes.assignRoles, { params, body: { roles: ['clerk', 'reviewer'] } })
      expect(given.status).toBe(200)
      expect(await open(copied)).toEqual([false, false])
      await clerk.signIn()
    })
  })
})
