import { startTrial, type Trial } from '../in-tests/trial-sandbox'

const minutes = 60_000
const app = { grant_type: 'client_credential', appid: 'wx-mini', secret: 'mini-secret' }
let trial: Trial

beforeEach(async () => {
  trial = await startTrial()
})
afterEach(() => trial.close())

async function token(changes: object = {}): Promise<string> {
  return String((await trial.post('/wechat/cgi-bin/stable_token', { ...app, ...changes })).json.access_token)
}

async function phoneCall(accessToken: string | undefined): Promise<unknown> {
  const { code } = (await trial.post('/wechat/device/phone-code', { person: 'zhang-min' })).json
  const query = accessToken === undefined ? '' : `?access_token=${accessToken}`
  return (await trial.post(`/wechat/wxa/business/getuserphonenumber${query}`, { code })).json.errcode
}

describe('the stable access token', () => {
  it('is the same until five minutes before its end, then new, while the old one still works', async () => {
    const first = await trial.post('/wechat/cgi-bin/stable_token', app)
    expect(first.json.expires_in).toBe(7200)
    await trial.moveClock(114 * minutes)
    const old = await token()
    expect(old).toBe(first.json.access_token)
    await trial.moveClock(2 * minutes)
    const renewed = await token()
    expect(renewed).not.toBe(old)
    expect([await phoneCall(old), await phoneCall(renewed)]).toEqual([0, 0])
    await trial.moveClock(6 * minutes)
    expect([await phoneCall(old), await phoneCall(renewed)]).toEqual([42001, 0])
  })

  it('is checked on every call: 41001 without, 40001 with another, 42001 after two hours, 48001 of the other app', async () => {
    const mine = await token()
    const theirs = await token({ appid: 'wx-oa', secret: 'oa-secret' })
    expect(await phoneCall(undefined)).toBe(41001)
    expect(await phoneCall('invented')).toBe(40001)
    expect(await phoneCall(theirs)).toBe(48001)
    await trial.moveClock(121 * minutes)
    expect(await phoneCall(mine)).toBe(42001)
  })

  it('kills a leaked token by two forced refreshes 30 s apart, and ignores one that comes sooner', async () => {
    const leaked = await token()
    const second = await token({ force_refresh: true })
    expect(second).not.toBe(leaked)
    expect(await phoneCall(leaked)).toBe(0)
    expect(await token({ force_refresh: true })).toBe(second)
    await trial.moveClock(31_000)
    expect(await token({ force_refresh: true })).not.toBe(second)
    expect(await phoneCall(leaked)).toBe(40001)
  })

  it('is forced 20 times a day, then 45009, and again the next day', async () => {
    for (let time = 0; time < 20; time += 1) {
      await token({ force_refresh: true })
      await trial.moveClock(31_000)
    }
    const tooMany = await trial.post('/wechat/cgi-bin/stable_token', { ...app, force_refresh: true })
    expect(tooMany.json.errcode).toBe(45009)
    await trial.moveClock(24 * 60 * minutes)
    expect(await token({ force_refresh: true })).toMatch(/^[\w-]{100,}$/)
  })

  it.each([
    [{ appid: 'wx-other' }, 40013],
    [{ secret: 'guess' }, 40125],
    [{ grant_type: 'authorization_code' }, 40002]
  ])('refuses %j with %i', async (changes, errcode) => {
    expect((await trial.post('/wechat/cgi-bin/stable_token', { ...app, ...changes })).json.errcode).toBe(errcode)
  })

  it('gives the phone number once for one tap; 40029 for a used, an old and a login code', async () => {
    const accessToken = await token()
    const ask = async (code: unknown) =>
      (await trial.post(`/wechat/wxa/business/getuserphonenumber?access_token=${accessToken}`, { code })).json
    const tap = async () => (await trial.post('/wechat/device/phone-code', { person: 'zhang-min' })).json.code
    const [code, stale] = [await tap(), await tap()]
    expect((await ask(code)).phone_info).toMatchObject({
      purePhoneNumber: '19900000001',
      countryCode: '86',
      watermark: { appid: 'wx-mini' }
    })
    expect((await ask(code)).errcode).toBe(40029)
    await trial.moveClock(5 * minutes + 1000)
    expect((await ask(stale)).errcode).toBe(40029)
    expect((await ask((await trial.post('/wechat/device/js-code', { person: 'zhang-min' })).json.code)).errcode).toBe(
      40029
    )
  })
})
