import { startTrial, type Trial } from '../in-tests/trial-sandbox'

const path = '/wechat/connect/oauth2/authorize'
let trial: Trial

beforeAll(async () => {
  trial = await startTrial({ bffUrl: 'http://127.0.0.2:9' })
})
afterAll(() => trial.close())

function address(changes: Record<string, string> = {}): string {
  const wanted = {
    appid: 'wx-oa',
    redirect_uri: 'http://localhost:10086/#/pages/mine',
    response_type: 'code',
    scope: 'snsapi_userinfo',
    state: 'abc123',
    ...changes
  }
  return `${path}?${new URLSearchParams(wanted)}`
}

async function codeFor(person: string, changes: Record<string, string> = {}): Promise<string> {
  const { location } = await trial.postForm(address(changes), { person })
  return new URL(location).searchParams.get('code') ?? ''
}

function exchange(code: string, changes: Record<string, string> = {}) {
  const query = { appid: 'wx-oa', secret: 'oa-secret', code, grant_type: 'authorization_code', ...changes }
  return trial.get(`/wechat/sns/oauth2/access_token?${new URLSearchParams(query)}`)
}

describe('the authorize page of the 公众号', () => {
  it('offers every test person and leads back with code and state before the hash', async () => {
    const shown = await trial.get(address())
    expect(shown.text).toContain('测试环境 · 选择一位测试用户')
    for (const { id } of trial.people.people) expect(shown.text).toContain(`value="${id}"`)
    expect(shown.text).toContain('快照页虚拟账号')
    const back = await trial.postForm(address(), { person: 'zhang-min' })
    expect(back.status).toBe(302)
    expect(back.location).toMatch(/^http:\/\/localhost:10086\/\?code=[\w-]+&state=abc123#\/pages\/mine$/)
  })

  it.each([
    ['another host', { redirect_uri: 'https://evil.example/' }, '10003'],
    ['no web address', { redirect_uri: 'javascript:alert(1)' }, '10003'],
    ['a host that only begins alike', { redirect_uri: 'https://127.0.0.2.evil.example/' }, '10003'],
    ['the mini-program’s appid', { appid: 'wx-mini' }, '40013'],
    ['no redirect_uri', { redirect_uri: '' }, '10011'],
    ['another response_type', { response_type: 'token' }, 'response_type'],
    ['another scope', { scope: 'snsapi_login' }, '10005'],
    ['a state over 128 bytes', { state: 'x'.repeat(129) }, '128']
  ])('shows an error page for %s, and a choice there gives no code', async (_, changes, shown) => {
    const page = await trial.get(address(changes))
    expect(page.text).toContain('无法打开授权页')
    expect(page.text).toContain(shown)
    const chosen = await trial.postForm(address(changes), { person: 'zhang-min' })
    expect([chosen.status, chosen.location]).toEqual([200, ''])
  })

  it('insists on the order of the parameters', async () => {
    const [query = ''] = address().split('?').slice(1)
    const swapped = new URLSearchParams([...new URLSearchParams(query)].reverse())
    expect((await trial.get(`${path}?${swapped}`)).text).toContain('参数顺序错误')
  })

  it('lets the configured 网页授权域名 through', async () => {
    const back = await trial.postForm(address({ redirect_uri: 'https://127.0.0.2/h5/?from=oa' }), { person: 'ayguli' })
    expect(back.location).toMatch(/^https:\/\/127\.0\.0\.2\/h5\/\?from=oa&code=[\w-]+&state=abc123$/)
  })

  it('escapes what stands in the address', async () => {
    const page = await trial.get(address({ state: '"><script>alert(1)</script>', redirect_uri: 'https://<b>' }))
    expect(page.text).not.toContain('<script>')
  })
})

describe('the code of the authorize page', () => {
  it('is good once and for five minutes: 40163 and 40029', async () => {
    const [code, late] = [await codeFor('zhang-min'), await codeFor('zhang-min')]
    expect((await exchange(code)).json).toMatchObject({ expires_in: 7200, scope: 'snsapi_userinfo' })
    expect((await exchange(code)).json.errcode).toBe(40163)
    await trial.moveClock(301_000)
    expect((await exchange(late)).json.errcode).toBe(40029)
    expect((await exchange('invented')).json.errcode).toBe(40029)
  })

  it('asks for appid and secret of the 公众号: 40013 and 40125', async () => {
    const code = await codeFor('zhang-min')
    expect((await exchange(code, { appid: 'wx-mini' })).json.errcode).toBe(40013)
    expect((await exchange(code, { secret: 'mini-secret' })).json.errcode).toBe(40125)
  })

  it('carries the unionid with snsapi_userinfo only; it joins the mini-program, the openid does not', async () => {
    const full = (await exchange(await codeFor('zhang-min'))).json
    const base = (await exchange(await codeFor('zhang-min', { scope: 'snsapi_base' }))).json
    const { code } = (await trial.post('/wechat/device/js-code', { person: 'zhang-min' })).json
    const app = { appid: 'wx-mini', secret: 'mini-secret', js_code: String(code), grant_type: 'authorization_code' }
    const mini = (await trial.get(`/wechat/sns/jscode2session?${new URLSearchParams(app)}`)).json
    expect(full.unionid).toBe(mini.unionid)
    expect(full.openid).not.toBe(mini.openid)
    expect(base.openid).toBe(full.openid)
    expect(base).not.toHaveProperty('unionid')
    expect(full).not.toHaveProperty('is_snapshotuser')
  })

  it('marks the snapshot account, which is another one at every visit', async () => {
    const [first, second] = [
      (await exchange(await codeFor('jiang-wenbo'))).json,
      (await exchange(await codeFor('jiang-wenbo'))).json
    ]
    expect([first.is_snapshotuser, second.is_snapshotuser]).toEqual([1, 1])
    expect(first.openid).not.toBe(second.openid)
    expect(first.unionid).not.toBe(second.unionid)
  })
})

describe('the web token', () => {
  it('opens the nickname for snsapi_userinfo, 48001 for snsapi_base, 40001, 40003 and 42001 otherwise', async () => {
    const full = (await exchange(await codeFor('zhang-min'))).json
    const base = (await exchange(await codeFor('zhang-min', { scope: 'snsapi_base' }))).json
    const info = (access_token: unknown, openid: unknown) =>
      trial.get(`/wechat/sns/userinfo?access_token=${access_token}&openid=${openid}&lang=zh_CN`)
    expect((await info(full.access_token, full.openid)).json).toMatchObject({ nickname: '敏敏', unionid: full.unionid })
    expect((await info(base.access_token, base.openid)).json.errcode).toBe(48001)
    expect((await info(full.access_token, 'o-other')).json.errcode).toBe(40003)
    expect((await info('invented', full.openid)).json.errcode).toBe(40001)
    await trial.moveClock(7201_000)
    expect((await info(full.access_token, full.openid)).json.errcode).toBe(42001)
  })

  it('is renewed by its refresh_token for 30 days: 40030 for another, 42002 afterwards', async () => {
    const granted = (await exchange(await codeFor('zhang-min'))).json
    const renew = (token: unknown, appid = 'wx-oa') =>
      trial.get(`/wechat/sns/oauth2/refresh_token?appid=${appid}&grant_type=refresh_token&refresh_token=${token}`)
    const renewed = (await renew(granted.refresh_token)).json
    expect(renewed).toMatchObject({ openid: granted.openid, refresh_token: granted.refresh_token })
    expect(renewed.access_token).not.toBe(granted.access_token)
    expect((await renew('invented')).json.errcode).toBe(40030)
    expect((await renew(granted.refresh_token, 'wx-mini')).json.errcode).toBe(40013)
    await trial.moveClock(30 * 86_400_000)
    expect((await renew(granted.refresh_token)).json.errcode).toBe(42002)
  })
})
