import { signature } from '../hmac-sm3'
import { call, type Reply, startTrial, type Trial, trialOptions } from '../in-tests/trial-sandbox'

let trial: Trial
let nonces = 0

beforeEach(async () => {
  trial = await startTrial()
})
afterEach(() => trial.close())

async function ask(path: string, body?: object, secret = trialOptions.sms.secret): Promise<Reply> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const method = body === undefined ? 'GET' : 'POST'
  const { offsetMs } = (await trial.get('/control/clock')).json
  const timestamp = String(Date.now() + Number(offsetMs))
  nonces += 1
  const nonce = `sms-nonce-${String(nonces).padStart(10, '0')}`
  const signed = { method, pathAndQuery: path, timestamp, nonce, body: Buffer.from(text) }
  const headers = {
    'X-Sms-App-Id': trialOptions.sms.appId,
    'X-Sms-Timestamp': timestamp,
    'X-Sms-Nonce': nonce,
    'X-Sms-Signature': signature(signed, secret)
  }
  return call(`${trial.url}${path}`, { method, headers, body: body === undefined ? undefined : text })
}

const code = (outId: string, more: object = {}) => ({
  outId,
  phone: '19900000001',
  template: 'ZJB_SIGN_IN',
  params: ['123456'],
  sign: '指尖办',
  ...more
})
const send = (body: object) => ask('/sms/api/send', body)

describe('the SMS gateway', () => {
  it('puts the text on the phone it was sent to, and on no other', async () => {
    expect((await send(code('first'))).json).toMatchObject({ code: '0000', data: { messageId: 'SMS0000000001' } })
    const text = '【指尖办】验证码 123456，5 分钟内有效，请勿告诉他人。'
    expect((await trial.get('/sms/inbox?phone=19900000001')).json.messages).toEqual([
      { outId: 'first', template: 'ZJB_SIGN_IN', params: ['123456'], text, at: expect.stringMatching(/\+08:00$/) }
    ])
    expect((await trial.get('/sms/phone/19900000001')).text).toContain(text)
    expect((await trial.get('/sms/inbox?phone=19900000002')).json.messages).toEqual([])
    expect((await trial.get('/sms')).text).toContain('/sms/phone/19900000002')
  })

  it('shows the newest message first', async () => {
    await send(code('old'))
    await send(code('new', { params: ['654321'] }))
    expect((await trial.get('/sms/inbox?phone=19900000001')).json.messages).toMatchObject([
      { outId: 'new', params: ['654321'] },
      { outId: 'old' }
    ])
  })

  it('sends the same outId once, and refuses it with another text', async () => {
    const first = await send(code('twice'))
    expect((await send(code('twice'))).json).toEqual(first.json)
    expect((await send(code('twice', { params: ['000000'] }))).json.code).toBe('E2004')
    expect((await trial.get('/sms/inbox?phone=19900000001')).json.messages).toHaveLength(1)
  })

  it.each([
    ['a number of no phone', { phone: '12345' }, 'E2001'],
    ['a template nobody registered', { template: 'ANYTHING' }, 'E2006'],
    ['a text without its code', { params: [] }, 'E2002'],
    ['no signature name', { sign: '' }, 'E2002']
  ])('refuses %s', async (_what, change, refusal) => {
    expect((await send(code('wrong', change))).json.code).toBe(refusal)
  })

  it('refuses a wrong secret and sends nothing', async () => {
    expect((await ask('/sms/api/send', code('forged'), 'guessed')).json.code).toBe('E1001')
    expect((await trial.get('/sms/inbox?phone=19900000001')).json.messages).toEqual([])
  })

  it('says that a message is under way, then that it arrived; one to a dead number fails and is on no phone', async () => {
    await send(code('lively'))
    await send(code('dead', { phone: '19900000099' }))
    const state = async (outId: string) => (await ask(`/sms/api/receipt?outId=${outId}`)).json
    expect(await state('lively')).toMatchObject({ data: { state: 'SENT' } })
    await trial.moveClock(5_000)
    expect(await state('lively')).toMatchObject({ data: { state: 'DELIVERED' } })
    expect(await state('dead')).toMatchObject({ data: { state: 'FAILED' } })
    expect(await state('never-sent')).toMatchObject({ code: 'E2005' })
    expect((await trial.get('/sms/inbox?phone=19900000099')).json.messages).toEqual([])
  })
})
