import { startTrial, type Trial } from '../in-tests/trial-sandbox'

const minutes = 60_000
let trial: Trial

beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial.close())

const jsCode = async (person = 'zhang-min') =>
  String((await trial.post('/wechat/device/js-code', { person })).json.code)

function signIn(code: string, { appid = 'wx-mini', secret = 'mini-secret', grant = 'authorization_code' } = {}) {
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: grant })
  return trial.get(`/wechat/sns/jscode2session?${query}`)
}

describe('signing in from the mini-program', () => {
  it('gives a citizen the same openid and unionid at every visit and a new session_key', async () => {
    const first = (await signIn(await jsCode())).json
    const second = (await signIn(await jsCode())).json
    const other = (await signIn(await jsCode('chen-guoqiang'))).json
    expect(first).not.toHaveProperty('errcode')
    expect([second.openid, second.unionid]).toEqual([first.openid, first.unionid])
    expect(second.session_key).not.toBe(first.session_key)
    expect(other.openid).not.toBe(first.openid)
    expect(String(first.openid)).toMatch(/^o[\w-]{27}$/)
  })

  it('takes a code once: 40163 afterwards, with a trace id', async () => {
    const code = await jsCode()
    await signIn(code)
    const again = await signIn(code)
    expect(again.status).toBe(200)
    expect(again.json.errcode).toBe(40163)
    expect(again.json.errmsg).toMatch(/rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
  })

  it('takes a code for five minutes of the sandbox clock and answers 40029 afterwards', async () => {
    const [early, late] = [await jsCode(), await jsCode()]
    await trial.moveClock(5 * minutes - 2000)
    expect((await signIn(early)).json).toHaveProperty('openid')
    await trial.moveClock(4000)
    expect((await signIn(late)).json.errcode).toBe(40029)
  })

  it('refuses an invented code and the code of a phone button with 40029', async () => {
    const phoneCode = String((await trial.post('/wechat/device/phone-code', { person: 'zhang-min' })).json.code)
    expect((await signIn('invented')).json.errcode).toBe(40029)
    expect((await signIn(phoneCode)).json.errcode).toBe(40029)
  })

  it.each([
    ['another appid', { appid: 'wx-other' }, 40013],
    ['the appid of the 公众号', { appid: 'wx-oa' }, 40013],
    ['no appid', { appid: '' }, 41002],
    ['a wrong secret', { secret: 'guess' }, 40125],
    ['no secret', { secret: '' }, 41004],
    ['another grant_type', { grant: 'client_credential' }, 40002]
  ])('refuses %s and leaves the code usable', async (_, changes, errcode) => {
    const code = await jsCode()
    expect((await signIn(code, changes)).json.errcode).toBe(errcode)
    expect((await signIn(code)).json).toHaveProperty('openid')
  })

  it('gives no code to somebody unknown or to the snapshot account', async () => {
    expect((await trial.post('/wechat/device/js-code', { person: 'nobody' })).status).toBe(400)
    expect((await trial.post('/wechat/device/js-code', { person: 'jiang-wenbo' })).status).toBe(400)
  })
})
