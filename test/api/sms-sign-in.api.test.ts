import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { identityRoutes } from '@shared/contract/identity'
import { messagesRoutes } from '@shared/contract/messages'
import { verificationRoutes } from '@shared/contract/verification'
import { makeBrowser } from '../support/oauth-browser'
import { smsCodeOn, smsOn } from '../support/sms-inbox'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct({ settings: { TRUST_PROXY: 'true' } })
})
afterAll(() => product.close())
afterEach(() => jest.restoreAllMocks())

/** Time goes by, here and in the outside systems. */
const pass = async (ms: number) => {
  product.clock.moveBy(ms)
  await product.control('/control/clock', { moveMs: ms })
}

type Browser = ReturnType<typeof makeBrowser>
let made = 0
/** A number nobody has in this file. */
const freshPhone = () => `1390000${String(++made).padStart(4, '0')}`
const from = (ip: string) => ({ 'x-forwarded-for': ip })
const ask = (browser: Browser, phone: string, ip = '10.0.0.1') =>
  browser.post(browserSignInRoutes.sendSignInCode.path, { phone }, from(ip))
const enter = (browser: Browser, phone: string, code: string, more: object = {}, ip = '10.0.0.1') =>
  browser.post(browserSignInRoutes.signInWithSms.path, { phone, code, ...more }, from(ip))
const codeOn = (phone: string) => smsCodeOn(product.sandboxUrl, phone)
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** Asks for a code and enters it; the session is in the cookie. */
async function signIn(phone: string, more: object = {}, browser = makeBrowser(product)) {
  const asked = await ask(browser, phone)
  const reply = await enter(browser, phone, await codeOn(phone), more)
  return { browser, asked, reply }
}
const titles = async (browser: Browser) =>
  (await browser.get(messagesRoutes.listMessages.path)).body.items.map((item: { title: string }) => item.title)

describe('sign-in by SMS code', () => {
  it('makes an account of level phone at the first time and finds it again the next', async () => {
    const phone = freshPhone()
    const first = await signIn(phone)
    expect(first.asked.body).toEqual({ expiresIn: 300, againIn: 60 })
    expect(first.reply.body.me).toMatchObject({ channel: 'browser', level: 'phone' })
    expect((await first.browser.get(identityRoutes.me.path)).body).toEqual(first.reply.body.me)
    expect((await signIn(phone)).reply.body.me.citizenId).toBe(first.reply.body.me.citizenId)
  })

  it('takes the number however it is typed', async () => {
    const phone = freshPhone()
    const { reply } = await signIn(phone)
    const browser = makeBrowser(product)
    const typed = `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)} ${phone.slice(7)}`
    await ask(browser, typed)
    const again = await enter(browser, typed, await codeOn(phone))
    expect(again.body.me.citizenId).toBe(reply.body.me.citizenId)
  })

  it('finds the account of the mini-program by its number', async () => {
    const citizen = product.citizen('chen-guoqiang')
    const { me } = await citizen.signIn()
    await citizen.bindPhone()
    const { reply } = await signIn('19900000002')
    expect(reply.body.me.citizenId).toBe(me.citizenId)
  })

  it('says the same whether or not the number is known', async () => {
    const known = freshPhone()
    await signIn(known)
    const replies = [await ask(makeBrowser(product), known), await ask(makeBrowser(product), freshPhone())]
    expect(replies.map(({ status, body }) => [status, body])).toEqual([
      [200, { expiresIn: 300, againIn: 60 }],
      [200, { expiresIn: 300, againIn: 60 }]
    ])
  })

  it('ends the session this browser had before, and no other of the account', async () => {
    const phone = freshPhone()
    const { browser } = await signIn(phone)
    const elsewhere = (await signIn(phone)).browser
    const before = browser.cookies.get('zjb_session') ?? ''
    await signIn(phone, {}, browser)
    const after = browser.cookies.get('zjb_session') ?? ''
    expect(after).not.toBe(before)
    expect((await browser.get(identityRoutes.me.path)).status).toBe(200)
    expect((await elsewhere.get(identityRoutes.me.path)).status).toBe(200)
    browser.cookies.set('zjb_session', before)
    expect((await browser.get(identityRoutes.me.path)).status).toBe(401)
  })

  it('tells the account of each new session', async () => {
    const phone = freshPhone()
    await signIn(phone)
    const { browser } = await signIn(phone)
    expect(await titles(browser)).toEqual(['账户登录提醒', '账户登录提醒'])
    const [notice] = (await browser.get(messagesRoutes.listMessages.path)).body.items
    expect(notice.about).toMatchObject({ kind: 'session' })
  })

  it('a number that is none is the person’s to mend', async () => {
    const reply = await ask(makeBrowser(product), '12345678901')
    expect([reply.status, Object.keys(reply.body.fields)]).toEqual([400, ['body.phone']])
  })
})

describe('a code', () => {
  it('is good once, also when it is entered many times at the same moment', async () => {
    const phone = freshPhone()
    await ask(makeBrowser(product), phone)
    const code = await codeOn(phone)
    const tries = await Promise.all(Array.from({ length: 20 }, () => enter(makeBrowser(product), phone, code)))
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await enter(makeBrowser(product), phone, code)).body.error).toBe('code_expired')
  })

  it('is good for five minutes, for its number, and until another is asked for', async () => {
    const [phone, other] = [freshPhone(), freshPhone()]
    const browser = makeBrowser(product)
    await ask(browser, phone)
    await ask(browser, other)
    const first = await codeOn(phone)
    const others = await codeOn(other)
    if (others !== first) expect((await enter(browser, phone, others)).body.error).toBe('code_wrong')
    await pass(61_000)
    await ask(browser, phone)
    const second = await codeOn(phone)
    if (second !== first) expect((await enter(browser, phone, first)).body.error).toBe('code_wrong')
    await pass(5 * 60_000)
    expect((await enter(browser, phone, second)).body.error).toBe('code_expired')
  })

  it('asked for to bind a phone does not sign anybody in', async () => {
    const citizen = product.citizen('wang-xiaoli')
    await citizen.signIn()
    const phone = freshPhone()
    await citizen.call(verificationRoutes.sendPhoneCode, { body: { phone } })
    expect((await enter(makeBrowser(product), phone, await codeOn(phone))).body.error).toBe('code_expired')
  })

  it('is kept as a keyed hash only, and its number nowhere in plain words', async () => {
    const phone = freshPhone()
    await signIn(phone)
    const rows = await product.stores.db.query<{ row: string }>(
      `select row_to_json(t)::text as row from identity_sms_codes t union all
       select row_to_json(t)::text from identity_phones t union all
       select row_to_json(t)::text from identity_throttles t`
    )
    expect(rows.length).toBeGreaterThan(2)
    const text = rows.map(({ row }) => row).join()
    expect(text).not.toContain(phone)
    expect(text).not.toContain(`"${await codeOn(phone)}"`)
  })
})

describe('guessing', () => {
  it('ends after five tries, and the right code is refused from then on', async () => {
    const phone = freshPhone()
    const browser = makeBrowser(product)
    await ask(browser, phone)
    const code = await codeOn(phone)
    const left: string[] = []
    for (let i = 0; i < 5; i += 1) left.push((await enter(browser, phone, wrong(code))).body.fields.triesLeft)
    expect(left).toEqual(['4', '3', '2', '1', '0'])
    const sixth = await enter(browser, phone, code)
    expect([sixth.status, sixth.retryAfter > 0]).toEqual([429, true])
    await pass(61_000)
    expect((await enter(browser, phone, code)).body.error).toBe('code_expired')
  })

  /** Asks and guesses for a day of the product's clock, as fast as it may; gives the number of guesses that were judged. */
  async function guessForADay(address: (turn: number) => string): Promise<number> {
    const phone = freshPhone()
    const browser = makeBrowser(product)
    const end = product.clock.now().getTime() + 24 * 3_600_000
    let judged = 0
    for (let turn = 0; product.clock.now().getTime() < end; turn += 1) {
      const ip = address(turn)
      const asked = await ask(browser, phone, ip)
      if (asked.status === 200) {
        const code = await codeOn(phone)
        for (let i = 0; i < 5; i += 1)
          if ((await enter(browser, phone, wrong(code), {}, ip)).body.error === 'code_wrong') judged += 1
      }
      await pass(Math.max(60_000, asked.retryAfter * 1000))
    }
    return judged
  }

  it('is slowed down more and more: a day of it gives few tries, from one address or from a new one each time', async () => {
    expect(await guessForADay(() => '10.1.0.1')).toBeLessThan(60)
    expect(await guessForADay((turn) => `10.2.${turn % 250}.${Math.floor(turn / 250)}`)).toBeLessThan(80)
  })

  it('asking again waits longer each time: a minute, two, five, fifteen, an hour', async () => {
    const phone = freshPhone()
    const browser = makeBrowser(product)
    const waits: number[] = []
    for (let i = 0; i < 6; i += 1) {
      const began = performance.now()
      const { body } = await ask(browser, phone)
      waits.push(body.againIn)
      const tooSoon = await ask(browser, phone)
      const gone = Math.ceil((performance.now() - began) / 1000)
      expect([tooSoon.status, Math.abs(tooSoon.retryAfter - body.againIn) <= gone]).toEqual([429, true])
      await pass(body.againIn * 1000)
    }
    expect(waits).toEqual([60, 120, 300, 900, 3600, 3600])
    expect(await smsOn(product.sandboxUrl, phone)).toHaveLength(6)
  })

  it('gets no further try while the store is down: nothing is sent and nobody signed in', async () => {
    const phone = freshPhone()
    const browser = makeBrowser(product)
    await ask(browser, phone)
    const code = await codeOn(phone)
    const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
    jest.spyOn(product.stores.db, 'tx').mockRejectedValue(away)
    expect((await ask(browser, freshPhone())).status).toBe(503)
    expect((await enter(browser, phone, code)).status).toBe(503)
    expect(await smsOn(product.sandboxUrl, phone)).toHaveLength(1)
    jest.restoreAllMocks()
    expect((await enter(browser, phone, code)).status).toBe(200)
  })
})

describe('a number of a verified account', () => {
  it('asks the last six of the ID number as well, and a wrong one counts as a try', async () => {
    const citizen = product.citizen('luo-shufen')
    const { me } = await citizen.signIn()
    await citizen.verify()
    const browser = makeBrowser(product)
    const phone = '19900000003'
    await ask(browser, phone)
    const code = await codeOn(phone)
    expect((await enter(browser, phone, code)).body.error).toBe('id_tail_required')
    expect((await enter(browser, phone, code, { idTail: '123456' })).body.error).toBe('identity_not_matched')
    const signedIn = await enter(browser, phone, code, { idTail: '210240' })
    expect(signedIn.body.me).toMatchObject({ citizenId: me.citizenId, level: 'real-name' })
  })

  it('cannot be opened by guessing the tail with the right code', async () => {
    const citizen = product.citizen('gong-yan')
    await citizen.signIn()
    await citizen.verify()
    const browser = makeBrowser(product)
    const phone = '19900000012'
    await ask(browser, phone)
    const code = await codeOn(phone)
    for (let i = 0; i < 5; i += 1) await enter(browser, phone, code, { idTail: `11111${i}` })
    const right = await enter(browser, phone, code, { idTail: '140338' })
    expect(right.status).toBe(429)
    await pass(61_000)
    expect((await enter(browser, phone, code, { idTail: '140338' })).body.error).toBe('code_expired')
  })

  it('reissued to somebody else starts over with a new account; the old one keeps its name, loses the number, is told', async () => {
    const former = product.citizen('yang-defu')
    const { me } = await former.signIn()
    await former.verify()
    const { reply } = await signIn('19900000005', { startOver: true })
    expect(reply.body.me.level).toBe('phone')
    expect(reply.body.me.citizenId).not.toBe(me.citizenId)
    const left = (await former.call(verificationRoutes.showIdentity, {})).body
    expect(left).toMatchObject({ level: 'real-name', phone: null, name: '杨*福' })
    const told = (await former.call(messagesRoutes.listMessages, {})).body.items.map((item) => item.title)
    expect(told).toContain('手机号已解绑')
    expect((await signIn('19900000005')).reply.body.me.citizenId).toBe(reply.body.me.citizenId)
  })
})
