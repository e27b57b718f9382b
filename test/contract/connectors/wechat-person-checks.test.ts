import * as z from 'zod'
import { startTrial, type Trial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { personById } from '../../sandbox/people'
import { openidOf } from '../../sandbox/wechat/accounts'
import { connectWechat } from './trial-wechat'

let sandbox: Trial
let wechat: ReturnType<typeof connectWechat>
beforeEach(async () => {
  sandbox = await startTrial()
  wechat = connectWechat(sandbox.url)
})
afterEach(() => sandbox.close())

const minutes = 60_000

function asFacePerson(id: string, seq = 'seq_00001') {
  const known = personById(sandbox.people, id)
  if (known === undefined) throw new Error(`no ${id}`)
  return { seq, name: known.name, idNumber: known.idNumber, openid: openidOf(trialOptions.wechat.appid, id) }
}
const camera = (person: string, verifyId: string, pass: boolean) =>
  sandbox.post('/wechat/device/face', { person, verifyId, pass })

describe('the phone number of a citizen', () => {
  const tap = async () =>
    z
      .object({ code: z.string() })
      .parse((await sandbox.post('/wechat/device/phone-code', { person: 'zhang-min' })).json).code

  it('comes for one tap, once', async () => {
    const code = await tap()
    expect(await wechat.byPhoneCode(code)).toBe('19900000001')
    expect(await wechat.byPhoneCode(code)).toBeNull()
  })

  it('does not come for an old, an invented or a sign-in code', async () => {
    const old = await tap()
    await sandbox.moveClock(5 * minutes + 1)
    const login = (await sandbox.post('/wechat/device/js-code', { person: 'zhang-min' })).json.code
    expect([
      await wechat.byPhoneCode(old),
      await wechat.byPhoneCode('invented'),
      await wechat.byPhoneCode(String(login))
    ]).toEqual([null, null, null])
  })

  it('comes although the server token ended meanwhile', async () => {
    await wechat.byPhoneCode('invented')
    await sandbox.moveClock(3 * 60 * minutes)
    expect(await wechat.byPhoneCode(await tap())).toBe('19900000001')
  })
})

describe('a face check', () => {
  it('counts only after the phone has shown the right face', async () => {
    const person = asFacePerson('zhang-min')
    const { verifyId, expiresIn } = await wechat.start(person)
    expect(expiresIn).toBe(3600)
    expect(await wechat.result(verifyId, person)).toBe('failed')
    await camera('zhang-min', verifyId, true)
    expect(await wechat.result(verifyId, person)).toBe('passed')
  })

  it('fails when WeChat did not recognise the face, or it is somebody else’s', async () => {
    const person = asFacePerson('zhang-min')
    const { verifyId } = await wechat.start(person)
    await camera('zhang-min', verifyId, false)
    expect(await wechat.result(verifyId, person)).toBe('failed')
    await camera('chen-guoqiang', verifyId, true)
    expect(await wechat.result(verifyId, person)).toBe('failed')
  })

  it.each([
    ['another person', () => asFacePerson('chen-guoqiang')],
    ['another name', () => ({ ...asFacePerson('zhang-min'), name: '张明' })],
    ['another phone', () => ({ ...asFacePerson('zhang-min'), openid: asFacePerson('chen-guoqiang').openid })],
    ['another check', () => asFacePerson('zhang-min', 'seq_00002')]
  ])('that passed says nothing about %s', async (_whose, other) => {
    const person = asFacePerson('zhang-min')
    const { verifyId } = await wechat.start(person)
    await camera('zhang-min', verifyId, true)
    expect(await wechat.result(verifyId, other())).toBe('failed')
    expect(await wechat.result(verifyId, person)).toBe('passed')
  })

  it('is over after an hour, on the phone as at our server', async () => {
    const person = asFacePerson('zhang-min')
    const { verifyId } = await wechat.start(person)
    await camera('zhang-min', verifyId, true)
    await sandbox.moveClock(60 * minutes + 1)
    expect(await wechat.result(verifyId, person)).toBe('failed')
    expect((await camera('zhang-min', verifyId, true)).status).toBe(400)
  })
})
