import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { staffRoutes } from '@shared/contract/desk'
import { mandatesRoutes } from '@shared/contract/mandates'
import { verificationRoutes } from '@shared/contract/verification'
import type { Citizen } from '../support/citizen'
import { codeFor, makeClerk, makeDesk, PASSWORD } from '../support/clerk'
import { given, invite } from '../support/entrust'
import { makeBrowser } from '../support/oauth-browser'
import { startProduct, type TestProduct } from '../support/start-product'
import { catchUp, pass, signedIn } from './victims'

let product: TestProduct
beforeAll(async () => {
  // the limits as they are for citizens; addresses are what the proxy says
  product = await startProduct({ settings: { RATE_SCALE: '1', TRUST_PROXY: 'true' } })
})
afterAll(() => product.close())
afterEach(() => jest.restoreAllMocks())

let made = 0
const freshPhone = () => `1350000${String(++made).padStart(4, '0')}`
let addresses = 0
const freshAddress = () => `10.9.${Math.floor(++addresses / 250)}.${addresses % 250}`
const from = (ip: string) => ({ 'x-forwarded-for': ip })
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0')
const ask = (phone: string, ip: string) =>
  makeBrowser(product).post(browserSignInRoutes.sendSignInCode.path, { phone }, from(ip))
const enter = (phone: string, code: string, ip: string) =>
  makeBrowser(product).post(browserSignInRoutes.signInWithSms.path, { phone, code }, from(ip))
const away = () => Object.assign(new Error('away'), { code: 'ECONNREFUSED' })

describe('an SMS code', () => {
  it('takes five tries from one address; then the right one is refused, until another is asked for', async () => {
    const [phone, ip] = [freshPhone(), freshAddress()]
    await ask(phone, ip)
    const code = await product.smsCode(phone)
    const said = []
    for (let i = 1; i <= 5; i += 1) said.push((await enter(phone, wrong(code, i), ip)).body.error)
    expect(said).toEqual(Array(5).fill('code_wrong'))
    expect((await enter(phone, code, ip)).status).toBe(429)
    expect((await enter(phone, code, freshAddress())).body.error).toBe('code_expired')
  })

  it('takes five tries in all when they come from everywhere at the same moment', async () => {
    const phone = freshPhone()
    await ask(phone, freshAddress())
    const code = await product.smsCode(phone)
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, i) => enter(phone, wrong(code, i + 1), freshAddress()))
    )
    expect(tries.filter(({ body }) => body.error === 'code_wrong')).toHaveLength(5)
    expect((await enter(phone, code, freshAddress())).status).not.toBe(200)
  })

  it('of one number: after twenty wrong ones from ever new addresses, the number waits, and longer each time', async () => {
    const phone = freshPhone()
    const waits: number[] = []
    for (let judged = 0; judged < 26; ) {
      const asked = await ask(phone, freshAddress())
      const code = await product.smsCode(phone)
      for (let i = 1; i <= 5; i += 1) {
        const tried = await enter(phone, wrong(code, i), freshAddress())
        if (tried.body.error === 'code_wrong') judged += 1
        else if (tried.status === 429 && !waits.includes(tried.retryAfter)) {
          waits.push(tried.retryAfter)
          await pass(product, tried.retryAfter * 1000)
        }
      }
      await pass(product, Math.max(asked.retryAfter, asked.body.againIn ?? 0) * 1000)
    }
    expect(waits.length).toBeGreaterThan(2)
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
  })

  it('of one address: after a hundred wrong ones over ever new numbers, the address waits', async () => {
    const ip = freshAddress()
    let refused = 0
    for (let i = 0; i < 35 && refused === 0; i += 1) {
      const phone = freshPhone()
      await ask(phone, ip)
      const code = await product.smsCode(phone)
      for (let n = 1; n <= 4; n += 1) if ((await enter(phone, wrong(code, n), ip)).status === 429) refused += 1
    }
    expect(refused).toBeGreaterThan(0)
    const phone = freshPhone()
    await ask(phone, freshAddress())
    expect((await enter(phone, await product.smsCode(phone), freshAddress())).status).toBe(200)
  })

  it('of one person: after five wrong ones, whatever the number, they wait, and longer each time', async () => {
    const citizen = product.citizen('gong-yan')
    await citizen.signIn()
    const waits: number[] = []
    for (let round = 0; round < 8 && waits.length < 2; round += 1) {
      const phone = freshPhone()
      await citizen.call(verificationRoutes.sendPhoneCode, { body: { phone } })
      const code = await product.smsCode(phone).catch(() => '000000')
      for (let n = 1; n <= 4; n += 1) {
        const tried = await citizen.call(verificationRoutes.bindPhone, { body: { phone, code: wrong(code, n) } })
        const wait = Number(tried.error?.fields?.retryAfter ?? 0)
        if (tried.status === 429) {
          const reply = await bindByHand(citizen, phone, code)
          waits.push(Number(reply.headers.get('retry-after')))
          await pass(product, Math.max(wait, waits.at(-1) ?? 0) * 1000)
        }
      }
    }
    expect(waits.length).toBeGreaterThanOrEqual(2)
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0)
  })

  const bindByHand = (citizen: Citizen, phone: string, code: string) =>
    fetch(`${product.url}${verificationRoutes.bindPhone.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${citizen.token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ phone, code })
    })
})

describe('the desk', () => {
  it('takes five tries of password and second factor together; then the right ones wait, twice as long each time', async () => {
    const clerk = await makeClerk(product, 'guessed', ['clerk'])
    const desk = makeDesk(product)
    const code = () => codeFor(clerk.offer.secret, product.clock.now())
    const signIn = (password: string, given: string) =>
      desk.call(staffRoutes.signIn, { body: { login: 'guessed', password, code: given } })
    product.clock.moveBy(30_000)
    for (let i = 1; i <= 5; i += 1) expect((await signIn(PASSWORD, wrong(code(), i))).error).toBe('sign_in_failed')
    const pauses: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const refused = await signIn(PASSWORD, code())
      expect(refused.error).toBe('too_many_requests')
      pauses.push(Number(refused.retryAfter))
      product.clock.moveBy(Number(refused.retryAfter) * 1000)
      expect((await signIn(PASSWORD, wrong(code()))).error).toBe('sign_in_failed')
    }
    expect(pauses.map((pause) => Math.round(pause / 10) * 10)).toEqual([30, 60, 120])
    product.clock.moveBy(3_600_000)
    expect((await signIn(PASSWORD, code())).status).toBe(200)
  })

  it('counts wrong codes of a check as well: a copied session does not open sensitive acts', async () => {
    const clerk = await makeClerk(product, 'check-guessed', ['clerk'])
    const check = (code: string) => clerk.call(staffRoutes.check, { body: { code } })
    const right = () => codeFor(clerk.offer.secret, product.clock.now())
    product.clock.moveBy(30_000)
    for (let i = 1; i <= 5; i += 1) expect((await check(wrong(right(), i))).error).toBe('code_wrong')
    expect((await check(right())).error).toBe('too_many_requests')
    await catchUp(product)
  })
})

it('invitation codes are too many to be guessed: 600 a minute from one address, of 31^8', async () => {
  const guesser = product.citizen('xiang-yu')
  await guesser.signIn()
  const ip = freshAddress()
  const guess = (n: number) =>
    guesser.call(
      mandatesRoutes.showInvitation,
      { params: { code: `ZZZZ${String(n).padStart(4, '2')}` } },
      { headers: from(ip) }
    )
  const replies: number[] = []
  for (let n = 0; n < 610; n += 10)
    replies.push(...(await Promise.all(Array.from({ length: 10 }, (_, i) => guess(n + i)))).map(({ status }) => status))
  expect(new Set(replies)).toEqual(new Set([404, 429]))
  expect(replies.filter((status) => status === 404)).toHaveLength(600)
})

describe('with the store away', () => {
  /** Every way in, with right proofs, and what tells that it was taken. */
  async function waysIn(): Promise<Record<string, () => Promise<number>>> {
    const [inviter, holder] = [await signedIn(product, 'luo-shufen'), await signedIn(product, 'chen-guoqiang')]
    await inviter.check()
    const { code: invitation } = given('invite', await invite(inviter))
    const clerk = await makeClerk(product, 'store-away', ['clerk'])
    await catchUp(product)
    const phone = freshPhone()
    await ask(phone, freshAddress())
    const code = await product.smsCode(phone)
    await pass(product, 61_000)
    given('send', await inviter.call(verificationRoutes.sendCheckCode, {}))
    const check = await product.smsCode(inviter.known().mobile)
    const staffCode = () => codeFor(clerk.offer.secret, product.clock.now())
    const body = () => ({ login: 'store-away', password: PASSWORD, code: staffCode() })
    return {
      'SMS sign-in': async () => (await enter(phone, code, freshAddress())).status,
      'fresh check': async () => (await inviter.call(verificationRoutes.check, { body: { code: check } })).status,
      invitation: async () =>
        (await holder.call(mandatesRoutes.acceptInvitation, { params: { code: invitation } })).status,
      desk: async () => (await makeDesk(product).call(staffRoutes.signIn, { body: body() })).status
    }
  }

  it('nobody gets in and nothing is used up: the same proofs are good once it is back', async () => {
    const ways = await waysIn()
    for (const act of ['query', 'tx'] as const) jest.spyOn(product.stores.db, act).mockRejectedValue(away())
    for (const [way, enterBy] of Object.entries(ways)) expect([way, await enterBy()]).toEqual([way, 503])
    jest.restoreAllMocks()
    for (const [way, enterBy] of Object.entries(ways)) expect([way, await enterBy()]).toEqual([way, 200])
  })

  // there is nobody to take away in the embedded default; .ci/run has one
  const onlyWithRedis = process.env.TEST_REDIS_URL ? it : () => undefined
  onlyWithRedis('Redis alone away: signing in is refused, because nobody counts the tries', async () => {
    const { redis } = product.stores
    if (!redis) throw new Error('no Redis')
    jest.spyOn(redis.client, 'eval').mockRejectedValue(away())
    const phone = freshPhone()
    expect((await ask(phone, freshAddress())).status).toBe(503)
    expect((await enter(phone, '000000', freshAddress())).status).toBe(503)
    const body = { login: 'guessed', password: PASSWORD, code: '000000' }
    expect((await makeDesk(product).call(staffRoutes.signIn, { body })).status).toBe(503)
  })
})
