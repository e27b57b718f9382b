import { createHash, createHmac } from 'node:crypto'
import { type Receiver, startReceiver } from '../in-tests/callback-receiver'
import { startTrial, type Trial } from '../in-tests/trial-sandbox'

let bff: Receiver
let trial: Trial
beforeEach(async () => {
  bff = await startReceiver()
  trial = await startTrial({ bffUrl: new URL(bff.url).origin })
})
afterEach(async () => {
  await trial.close()
  await bff.close()
})

const given = (data: object) => ({ status: 200, body: JSON.stringify({ code: '0000', message: 'ok', data }) })

describe('the website of a department', () => {
  it('greets who came from 指尖办 and shows nothing in full', async () => {
    bff.plan(given({ subject: 'pair-1', name: '张敏', idNumber: '669999198803120021' }))
    const { status, text } = await trial.get('/sign-on/culture-tourism?ticket=one-time')
    expect(status).toBe(200)
    expect(text).toContain('您好，张*')
    expect(text).toContain('pair-1')
    expect(text).toContain('669*************21')
    expect(text).not.toMatch(/张敏|669999198803120021/)
  })

  it('exchanges the ticket itself, signed with its own key over method, path, time, nonce and body', async () => {
    await trial.get('/sign-on/district-library?ticket=one-time')
    const [call] = bff.received
    const header = (name: string) => String(call?.headers[`x-partner-${name}`])
    const path = '/api/v1/departments/sign-on/exchange'
    const digest = createHash('sm3').update('{"ticket":"one-time"}').digest('hex')
    const text = `POST\n${path}\n${header('timestamp')}\n${header('nonce')}\n${digest}`
    expect([call?.path, call?.text, header('id')]).toEqual([path, '{"ticket":"one-time"}', 'district-library'])
    expect(header('signature')).toBe(createHmac('sm3', 'library-secret').update(text).digest('hex'))
  })

  it.each([
    [
      'a ticket that is used, old or another department’s',
      { status: 403, body: '{"error":"forbidden"}' },
      '返回“指尖办”重新进入'
    ],
    ['a refusal with a code', { status: 200, body: '{"code":"E4001","message":"ticket"}' }, 'E4001'],
    ['指尖办 down', { status: 503, body: 'down' }, '暂时连接不上'],
    ['an answer without a person', { status: 200, body: '{"code":"0000","message":"ok"}' }, '凭证无效']
  ])('lets nobody in with %s, and says so in Chinese', async (_why, answer, words) => {
    bff.plan(answer)
    const { text } = await trial.get('/sign-on/culture-tourism?ticket=one-time')
    expect(text).toContain(words)
    expect(text).not.toContain('您好')
  })

  it('says how to come in to somebody without a ticket, and asks nobody', async () => {
    const { text } = await trial.get('/sign-on/culture-tourism')
    expect(text).toContain('请从“指尖办”进入')
    expect(bff.received).toEqual([])
  })

  it('shows a subject as text, whatever it holds', async () => {
    bff.plan(given({ subject: '<script>alert(1)</script>' }))
    expect((await trial.get('/sign-on/culture-tourism?ticket=one-time')).text).not.toContain('<script>')
  })
})
