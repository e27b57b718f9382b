import { identityRoutes } from '@shared/contract/identity'
import { makeBrowser } from '../support/oauth-browser'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())
afterEach(() => jest.restoreAllMocks())

const count = async (table: string) =>
  (await product.stores.db.query<{ many: number }>(`select count(*)::int as many from ${table}`))[0]?.many ?? 0
/** Signs in by the 公众号 as this person, in a fresh browser unless one is given. */
const bySite = async (person: string, browser = makeBrowser(product)) => {
  const chosen = await browser.choose(await browser.begin(), person)
  return { browser, chosen, reply: await browser.finish(chosen) }
}

describe('公众号 sign-in', () => {
  it('leads to WeChat and back to the page one came from, with a session in a cookie', async () => {
    const browser = makeBrowser(product)
    const url = await browser.begin('/packages/services/guide?id=x')
    const chosen = await browser.choose(url, 'luo-shufen')
    expect(chosen.back.origin).toBe(product.url)
    const signedIn = await browser.finish(chosen)
    expect(signedIn.body).toMatchObject({
      returnTo: '/packages/services/guide?id=x',
      me: { channel: 'official-account' }
    })
    expect(JSON.stringify(signedIn.body)).not.toContain('token')
    expect((await browser.get(identityRoutes.me.path)).body).toEqual(signedIn.body.me)
  })

  it('the state works once', async () => {
    const browser = makeBrowser(product)
    const url = await browser.begin()
    const codes = [await browser.choose(url, 'luo-shufen'), await browser.choose(url, 'luo-shufen')]
    const tries = [
      await browser.finish(codes[0] ?? { code: '', state: '' }),
      await browser.finish(codes[1] ?? { code: '', state: '' })
    ]
    expect(tries.map(({ body }) => body.error)).toEqual([undefined, 'sign_in_failed'])
  })

  it('the state works only in the browser that began, so that nobody can be signed in as somebody else', async () => {
    const [victim, attacker] = [makeBrowser(product), makeBrowser(product)]
    const chosen = await attacker.choose(await attacker.begin(), 'chen-guoqiang')
    const strange = await victim.finish(chosen)
    await victim.begin()
    const other = await victim.finish(await attacker.choose(await attacker.begin(), 'chen-guoqiang'))
    expect([strange.body.error, other.body.error]).toEqual(['sign_in_failed', 'sign_in_failed'])
    expect((await victim.get(identityRoutes.me.path)).status).toBe(401)
  })

  it('a state nobody gave out is refused', async () => {
    const browser = makeBrowser(product)
    const chosen = await browser.choose(await browser.begin(), 'luo-shufen')
    expect((await browser.finish({ ...chosen, state: 'x'.repeat(24) })).body.error).toBe('sign_in_failed')
  })

  it('the state is forgotten after ten minutes', async () => {
    const browser = makeBrowser(product)
    const kept = jest.spyOn(product.stores.kv, 'set')
    const chosen = await browser.choose(await browser.begin(), 'luo-shufen')
    expect(kept).toHaveBeenCalledWith(`oauth:${chosen.state}`, expect.any(String), 10 * 60_000)
    // how a store forgets is proven in kv.api.test.ts
    await product.stores.kv.remove(`oauth:${chosen.state}`)
    expect((await browser.finish(chosen)).body.error).toBe('sign_in_failed')
  })

  it('the virtual person of a snapshot page is told to open the full page and becomes no citizen', async () => {
    const before = await count('identity_citizens')
    const { browser, reply } = await bySite('jiang-wenbo')
    expect([reply.status, reply.body.error]).toEqual([403, 'snapshot_user'])
    expect(reply.body.message).toContain('使用完整服务')
    expect(await count('identity_citizens')).toBe(before)
    expect((await browser.get(identityRoutes.me.path)).status).toBe(401)
  })

  it('a session cookie brought along is not taken over: the session is a new one after each sign-in', async () => {
    const browser = makeBrowser(product)
    browser.cookies.set('zjb_session', 'planted-by-somebody-else-planted-by-somebody')
    await bySite('luo-shufen', browser)
    const first = browser.cookies.get('zjb_session')
    await bySite('luo-shufen', browser)
    const second = browser.cookies.get('zjb_session')
    expect(first).not.toContain('planted')
    expect(second).not.toBe(first)
  })
})

describe('one person is one citizen', () => {
  it('whether in the mini-program or in the 公众号', async () => {
    const phone = product.citizen('yang-defu')
    const inProgram = await phone.signIn()
    const { reply } = await bySite('yang-defu')
    expect(reply.body.me.citizenId).toBe(inProgram.me.citizenId)
    expect(reply.body.me.channel).toBe('official-account')
  })

  it('and the other way round', async () => {
    const { reply } = await bySite('he-zihan')
    const inProgram = await product.citizen('he-zihan').signIn()
    expect(inProgram.me.citizenId).toBe(reply.body.me.citizenId)
  })

  it('also when ten first sign-ins come at once, over both ways', async () => {
    const before = await count('identity_citizens')
    const ids = await Promise.all(
      Array.from({ length: 10 }, async (_, at) =>
        at % 2
          ? (await bySite('zhang-min')).reply.body.me.citizenId
          : (await product.citizen('zhang-min').signIn()).me.citizenId
      )
    )
    expect(new Set(ids).size).toBe(1)
    expect(await count('identity_citizens')).toBe(before + 1)
  })

  it('two persons are two', async () => {
    const [one, other] = await Promise.all([
      product.citizen('zhang-min').signIn(),
      product.citizen('chen-guoqiang').signIn()
    ])
    expect(one.me.citizenId).not.toBe(other.me.citizenId)
  })
})

describe('mini-program sign-in', () => {
  it('gives another token each time, and signing out ends that one only', async () => {
    const [phone, tablet] = [product.citizen('zhang-min'), product.citizen('zhang-min')]
    await phone.signIn()
    await tablet.signIn()
    expect(phone.token()).not.toBe(tablet.token())
    await phone.call(identityRoutes.signOut, {})
    expect((await phone.call(identityRoutes.me, {})).status).toBe(401)
    expect((await tablet.call(identityRoutes.me, {})).status).toBe(200)
  })

  it('with a used or made-up code is refused, and WeChat being down is told apart from that', async () => {
    const phone = product.citizen('zhang-min')
    const tryCode = (code: string) => phone.call(identityRoutes.signInWithWechat, { body: { code } })
    expect((await tryCode('made-up')).error?.error).toBe('sign_in_failed')
    await product.fault('wechat', 'down')
    expect((await tryCode('made-up')).error?.error).toBe('department_unavailable')
    await product.fault('wechat', 'none')
  })
})

it('the store knows nobody by openid or unionid in plain words', async () => {
  await product.citizen('zhang-min').signIn()
  const rows = await product.stores.db.query<{ row: string }>(
    'select row_to_json(a)::text as row from identity_wechat_accounts a'
  )
  const login = await product.stores.db.query<{ openid_index: string }>(
    'select openid_index from identity_wechat_accounts'
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.map(({ row }) => row).join()).not.toMatch(/"(o[A-Za-z0-9_-]{27})"/)
  expect(new Set(login.map(({ openid_index }) => openid_index)).size).toBe(rows.length)
})
