import { call, startTrial, type Trial, trialOptions } from '../in-tests/trial-sandbox'

const { clientId, clientSecret } = trialOptions.ykbAuth
const redirectUri = 'http://127.0.0.1:9/back?from=ykb'
let trial: Trial

beforeEach(async () => {
  trial = await startTrial()
})
afterEach(() => trial.close())

const address = (change: Record<string, string> = {}) =>
  `/ykb-auth/sso/authorize?${new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, response_type: 'code', state: 's-1', ...change })}`

async function codeOf(person = 'zhao-lei'): Promise<string> {
  const { location } = await trial.postForm(address(), { person })
  return new URL(location).searchParams.get('code') ?? ''
}

const redeem = (code: string, change: object = {}) =>
  trial.post('/ykb-auth/oauth/token', {
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: redirectUri,
    ...change
  })

const userinfo = (token: unknown) =>
  call(`${trial.url}/ykb-auth/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } })

describe('the sign-in of 渝快办', () => {
  it('lets a tester pick a person in Chinese, goes back with code and state, and tells who it is', async () => {
    expect((await trial.get(address())).text).toContain('渝快办登录')
    const back = new URL((await trial.postForm(address(), { person: 'zhao-lei' })).location)
    expect([back.searchParams.get('from'), back.searchParams.get('state')]).toEqual(['ykb', 's-1'])
    const token = (await redeem(back.searchParams.get('code') ?? '')).json.access_token
    expect((await userinfo(token)).json).toEqual({
      uid: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: '赵磊',
      certType: '111',
      certNo: '669999198101080790',
      mobile: '19900000008',
      level: 'L3'
    })
  })

  it('gives no token for a code a second time', async () => {
    const code = await codeOf()
    expect((await redeem(code)).status).toBe(200)
    expect(await redeem(code)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
  })

  it('gives no token for a code of six minutes ago, nor for another address, nor to somebody else', async () => {
    const late = await codeOf()
    await trial.moveClock(360_000)
    expect((await redeem(late)).json.error).toBe('invalid_grant')
    expect((await redeem(await codeOf(), { redirect_uri: 'http://127.0.0.1:9/else' })).json.error).toBe('invalid_grant')
    const wrong = await redeem(await codeOf(), { client_secret: 'guessed' })
    expect(wrong).toMatchObject({ status: 401, json: { error: 'invalid_client' } })
  })

  it('tells nothing to a token that was given back, is too old, or was never given', async () => {
    const token = (await redeem(await codeOf())).json.access_token
    await call(`${trial.url}/ykb-auth/oauth/logout`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
    const old = (await redeem(await codeOf())).json.access_token
    await trial.moveClock(2 * 3_600_000)
    for (const one of [token, old, 'guessed']) expect((await userinfo(one)).status).toBe(401)
  })

  it.each([
    ['another application', { client_id: 'other' }, '应用标识错误'],
    ['an address nobody registered', { redirect_uri: 'https://evil.example/' }, '回调地址没有登记'],
    ['another flow', { response_type: 'token' }, 'response_type 只能是 code']
  ])('shows an error page for %s and goes nowhere', async (_what, change, problem) => {
    expect((await trial.get(address(change))).text).toContain(problem)
    expect((await trial.postForm(address(change), { person: 'zhao-lei' })).location).toBe('')
  })

  it('goes back to a registered address after signing out, and never to another', async () => {
    const leave = (target: string) => trial.get(`/ykb-auth/sso/logout?${new URLSearchParams({ redirect_uri: target })}`)
    expect((await leave(redirectUri)).location).toBe(redirectUri)
    expect(await leave('https://evil.example/')).toMatchObject({
      location: '',
      text: expect.stringContaining('已退出')
    })
  })
})
