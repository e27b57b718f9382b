import { type Receiver, startReceiver } from '../in-tests/callback-receiver'
import { application, callYkb, startTrial, type Trial, ykbHeaders } from '../in-tests/trial-sandbox'

let trial: Trial
let receiver: Receiver

beforeEach(async () => {
  trial = await startTrial()
  receiver = await startReceiver()
})
afterEach(async () => {
  await trial.close()
  await receiver.close()
})

async function file(outerId: string, changes: object = {}): Promise<void> {
  await callYkb(trial, '/ykb/api/acceptance/apply', application(outerId, { callbackUrl: receiver.url, ...changes }))
}

async function step(outerId: string, to: string, more: object = {}): Promise<void> {
  await trial.post(`/ykb/desk/api/cases/${outerId}/advance`, { to, ...more })
}

function states(): unknown[] {
  return receiver.received.map(({ json }) => json.state)
}

describe('callbacks of the acceptance platform', () => {
  it('are signed over the path and query they are sent to, with the key for callbacks', async () => {
    await file('signed')
    await step('signed', 'ACCEPTED')
    await trial.settled()
    const [got] = receiver.received
    const sent = (name: string) => String(got?.headers[name])
    const expected = ykbHeaders('POST', '/api/v1/departments/ykb/callback?from=ykb', got?.text ?? '', {
      secret: 'their-secret',
      appId: 'ykb',
      timestamp: Number(sent('x-ykb-timestamp')),
      nonce: sent('x-ykb-nonce')
    })
    expect(sent('x-ykb-app-id')).toBe('ykb')
    expect(sent('x-ykb-nonce')).toMatch(/^[0-9a-f]{32}$/)
    expect(sent('x-ykb-signature')).toBe(expected['X-Ykb-Signature'])
  })

  it('tell event, state, time and note; 补正 what to mend; 办结 the result', async () => {
    await file('told')
    await step('told', 'CORRECTION', { correction: [{ item: '承诺书', reason: '未签名' }] })
    await callYkb(trial, '/ykb/api/acceptance/supplement', {
      outerId: 'told',
      supplementId: 's',
      form: {},
      materials: []
    })
    for (const to of ['ACCEPTED', 'REVIEWING', 'DONE']) await step('told', to)
    await trial.settled()
    expect(states()).toEqual(['CORRECTION', 'ACCEPTED', 'REVIEWING', 'DONE'])
    expect(receiver.received[0]?.json).toEqual({
      eventId: expect.any(String),
      outerId: 'told',
      receiptNo: expect.stringMatching(/^YKB/),
      state: 'CORRECTION',
      at: expect.stringMatching(/\+08:00$/),
      note: expect.any(String),
      correction: [{ item: '承诺书', reason: '未签名' }]
    })
    expect(receiver.received[3]?.json.result).toMatchObject({
      title: '灵活就业人员参保登记凭证',
      documentNo: expect.any(String),
      issuedAt: expect.any(String)
    })
  })

  it('are tried again after 1 s, 2 s, 4 s until HTTP 200 and 0000, and the next state of the case waits', async () => {
    receiver.plan(
      { status: 500, body: '{"code":"0000"}' },
      { status: 200, body: '{"code":"E9999"}' },
      { status: 200, body: 'busy' }
    )
    await file('stubborn')
    await step('stubborn', 'ACCEPTED')
    await step('stubborn', 'REVIEWING')
    await trial.settled()
    const waits = [1000, 2000, 4000]
    for (const wait of waits) {
      await trial.moveClock(wait)
      await trial.settled()
    }
    expect(states()).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'REVIEWING'])
    const sentAt = receiver.received.slice(0, 4).map(({ headers }) => Number(headers['x-ykb-timestamp']))
    const waited = sentAt.slice(1).map((at, before) => at - (sentAt[before] ?? Number.NaN))
    for (const [turn, wait] of waits.entries()) expect(waited[turn]).toBeGreaterThanOrEqual(wait)
    expect(new Set(receiver.received.slice(0, 4).map(({ json }) => json.eventId)).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['x-ykb-nonce'])).size).toBe(5)
    expect((await trial.get('/control/state')).json.pendingCallbacks).toBe(0)
  })

  it('of one case do not hold up another', async () => {
    await file('stuck', { callbackUrl: 'http://127.0.0.1:9/nobody' })
    await file('free')
    await step('stuck', 'ACCEPTED')
    await step('free', 'ACCEPTED')
    await trial.settled()
    expect(receiver.received.map(({ json }) => json.outerId)).toEqual(['free'])
    expect((await trial.get('/control/state')).json.pendingCallbacks).toBe(1)
  })

  it('come again even if the clock is moved back meanwhile', async () => {
    await trial.moveClock(86_400_000)
    receiver.plan({ status: 503, body: '' })
    const late = Date.now() + 86_400_000
    const sent = application('back', { callbackUrl: receiver.url })
    await callYkb(trial, '/ykb/api/acceptance/apply', sent, late)
    await step('back', 'ACCEPTED')
    await trial.settled()
    await trial.post('/control/clock', { resetClock: true })
    await trial.settled()
    expect(states()).toEqual(['ACCEPTED', 'ACCEPTED'])
  })

  it('are given up after 24 hours', async () => {
    await file('lost', { callbackUrl: 'http://127.0.0.1:9/nobody' })
    await step('lost', 'ACCEPTED')
    await trial.settled()
    const now = Date.now()
    const time = jest.spyOn(Date, 'now').mockImplementation(() => now + 24 * 3_600_000)
    await trial.post('/control/clock', { moveMs: 0 })
    await trial.settled()
    time.mockRestore()
    expect((await trial.get('/control/state')).json.pendingCallbacks).toBe(0)
  })

  it('come twice while the fault is duplicate, with the same event and another nonce', async () => {
    await trial.post('/control/faults', { system: 'ykb', fault: 'duplicate', count: 1 })
    await file('double')
    await step('double', 'ACCEPTED')
    await trial.settled()
    await step('double', 'REVIEWING')
    await trial.settled()
    expect(states()).toEqual(['ACCEPTED', 'ACCEPTED', 'REVIEWING'])
    expect(receiver.received[0]?.text).toBe(receiver.received[1]?.text)
    expect(receiver.received[0]?.headers['x-ykb-nonce']).not.toBe(receiver.received[1]?.headers['x-ykb-nonce'])
  })

  it('stay back while the fault is silent and come in order when it ends', async () => {
    await trial.post('/control/faults', { system: 'ykb', fault: 'silent' })
    await file('quiet')
    await step('quiet', 'ACCEPTED')
    await step('quiet', 'REVIEWING')
    await trial.settled()
    expect(states()).toEqual([])
    await trial.post('/control/faults', { system: 'ykb', fault: 'none' })
    await trial.settled()
    expect(states()).toEqual(['ACCEPTED', 'REVIEWING'])
  })
})
