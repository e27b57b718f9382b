import * as z from 'zod'
import { readWechat } from '../../../bff/src/departments/wechat/translate'
import { settle } from '../../../bff/src/platform/department-client/verdict'
import { makeMemoryKv } from '../../../bff/src/platform/kv/memory-kv'
import { call, startTrial, type Trial } from '../../sandbox/in-tests/trial-sandbox'
import { connectWechat } from './trial-wechat'

let sandbox: Trial
beforeAll(async () => {
  sandbox = await startTrial()
})
afterAll(() => sandbox.close())

const kv = makeMemoryKv()
const connector = () => connectWechat(sandbox.url, kv)

const redirectUri = 'http://127.0.0.1:9/#/packages/session/return?from=home'

/** What a browser does: opens the page, picks somebody, comes back to redirectUri with a code. */
async function throughTheOAuthPage(person: string): Promise<URL> {
  const page = new URL(connector().authorizeUrl(redirectUri, 'state-1'))
  const address = `${page.origin}${page.pathname}${page.search}`
  expect((await call(address, {})).status).toBe(200)
  const chosen = await call(address, { method: 'POST', body: new URLSearchParams({ person }) })
  return new URL(chosen.location)
}

async function loginCode(person: string): Promise<string> {
  const { json } = await sandbox.post('/wechat/device/js-code', { person })
  return z.object({ code: z.string() }).parse(json).code
}

describe('signing in with WeChat', () => {
  it('in the mini-program tells who it is, once per code', async () => {
    const wechat = connector()
    const code = await loginCode('zhang-min')
    const who = await wechat.byLoginCode(code)
    expect(who).toEqual({ openid: expect.any(String), unionid: expect.any(String) })
    expect(await wechat.byLoginCode(code)).toBeNull()
    expect(await wechat.byLoginCode('no-such-code')).toBeNull()
    // what cannot be a code is not put into the address of a call
    expect(await connector().byLoginCode('张敏 19900000001')).toBeNull()
    expect((await wechat.byLoginCode(await loginCode('chen-guoqiang')))?.openid).not.toBe(who?.openid)
  })

  it('in the 公众号 finds the same person by unionid', async () => {
    const wechat = connector()
    const back = await throughTheOAuthPage('zhang-min')
    expect(back.searchParams.get('state')).toBe('state-1')
    const who = await wechat.byOAuthCode(back.searchParams.get('code') ?? '')
    const inMiniProgram = await wechat.byLoginCode(await loginCode('zhang-min'))
    expect(who).toEqual({ openid: expect.any(String), unionid: inMiniProgram?.unionid })
    expect(who).not.toEqual(inMiniProgram)
    expect(await wechat.byOAuthCode(back.searchParams.get('code') ?? '')).toBeNull()
  })

  it('on a 快照页 gives nobody that could be bound', async () => {
    const nobody = sandbox.people.people.find(({ snapshotOnly }) => snapshotOnly)
    const back = await throughTheOAuthPage(nobody?.id ?? '')
    expect(await connector().byOAuthCode(back.searchParams.get('code') ?? '')).toBe('snapshot')
  })

  it('uses the address WeChat asks for, parameter by parameter', () => {
    expect(connector().authorizeUrl(redirectUri, 'state-1')).toBe(
      `${sandbox.url}/wechat/connect/oauth2/authorize?appid=wx-oa&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2F%23%2Fpackages%2Fsession%2Freturn%3Ffrom%3Dhome&response_type=code&scope=snsapi_userinfo&state=state-1#wechat_redirect`
    )
  })
})

describe('the access token', () => {
  const sendWith = async (token: string) => {
    const { text } = await sandbox.post(`/wechat/wxa/business/getuserphonenumber?access_token=${token}`, { code: 'x' })
    return settle('wechat', readWechat(z.object({}))({ status: 200, body: Buffer.from(text) }))
  }

  it('is the one WeChat takes', async () => {
    const token = await connector().accessToken()
    // 40029: the token was fine, the code was not
    await expect(sendWith(token)).rejects.toMatchObject({ code: '40029' })
  })

  it('that WeChat no longer takes is replaced by itself', async () => {
    await kv.set('wechat:access-token:wx-mini', 'leaked-and-killed', 60_000)
    await expect(connector().withAccessToken(sendWith)).rejects.toMatchObject({ code: '40029' })
    expect(await connector().accessToken()).not.toBe('leaked-and-killed')
  })
})
