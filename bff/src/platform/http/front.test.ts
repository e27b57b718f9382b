import { type Probe, startProbe } from '../../../../test/support/probe-app'
import { codeOf } from './front'

const person = { name: '张敏', number: '669999198803120021' }
let thrown: unknown
let probe: Probe
beforeAll(async () => {
  probe = await startProbe({ fail: () => thrown })
})
afterAll(() => probe.close())
beforeEach(() => {
  probe.log.clear()
  thrown = new Error('no')
})
const requestLine = () => probe.log.lines().find((line) => line.event === 'request')

describe('an error that nobody foresaw', () => {
  it('answers internal in plain Chinese, without its message, its stack or a file of ours', async () => {
    thrown = new TypeError(`cannot read ${person.name} ${person.number}`)
    const reply = await probe.call('GET', '/api/v1/probe/fail')
    expect(reply.status).toBe(500)
    expect(Object.keys(reply.json).sort()).toEqual(['error', 'message', 'requestId'])
    expect(reply.json).toMatchObject({ error: 'internal', message: expect.stringContaining('服务出了点问题') })
    expect(reply.text).not.toMatch(/TypeError|张敏|6699|\.ts|at /)
  })

  it('is in the log with kind and place, but never with the words of its message: they may be a citizen’s', async () => {
    thrown = new TypeError(`cannot read ${person.name}\n${person.number}`)
    await probe.call('GET', '/api/v1/probe/fail')
    const failure = probe.log.lines().find((line) => line.event === 'failure')
    expect(failure).toMatchObject({ route: 'probe.fail', code: 'internal', err: { name: 'TypeError' } })
    expect(JSON.stringify(failure)).toContain('front.test.ts')
    expect(probe.log.text()).not.toContain(person.name)
    expect(probe.log.text()).not.toContain(person.number)
  })

  it.each([['text'], [undefined], [null], [{ secret: 'x' }]])('is masked also when %p was thrown', async (value) => {
    thrown = value
    const reply = await probe.call('GET', '/api/v1/probe/fail')
    expect(reply.status).toBe(500)
    expect(reply.json.error).toBe('internal')
  })
})

it.each([
  ['the database refuses connections', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
  ['the database was shut down', Object.assign(new Error('x'), { code: '57P01' })],
  ['the database has no connection left', Object.assign(new Error('x'), { code: '53300' })],
  ['the pool waited too long', new Error('timeout exceeded when trying to connect')],
  ['the connection broke', new Error('Connection terminated unexpectedly')]
])('when %s the citizen is told to try again', (_what, error) => {
  expect(codeOf(error)).toBe('unavailable')
})

describe('the request id', () => {
  it('is the same in header, error body and log line', async () => {
    const reply = await probe.call('GET', '/api/v1/probe/fail')
    const requestId = reply.headers.get('x-request-id')
    expect(requestId).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
    expect(reply.json.requestId).toBe(requestId)
    expect(requestLine()).toMatchObject({ requestId, route: 'probe.fail', status: 500, code: 'internal' })
    expect(probe.log.lines().find((line) => line.event === 'failure')).toMatchObject({ requestId })
  })

  it('given by the caller is taken when it is well-formed', async () => {
    const reply = await probe.call('GET', '/api/v1/probe/wider', { headers: { 'x-request-id': 'gateway_0001-A' } })
    expect(reply.headers.get('x-request-id')).toBe('gateway_0001-A')
    expect(requestLine()).toMatchObject({ requestId: 'gateway_0001-A', status: 200 })
  })

  it.each([['short'], ['x'.repeat(65)], ['with blank inside'], ['<script>alert(1)</script>'], ['"},{"a":"'], ['']])(
    'given as %p is replaced by one of ours',
    async (given) => {
      const reply = await probe.call('GET', '/api/v1/probe/wider', { headers: { 'x-request-id': given } })
      expect(reply.headers.get('x-request-id')).not.toBe(given)
      expect(reply.headers.get('x-request-id')).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
    }
  )

  it('is another one for every request', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => probe.call('GET', '/api/v1/probe/wider')))
    expect(new Set(replies.map((reply) => reply.headers.get('x-request-id'))).size).toBe(20)
  })
})

it('a log line holds neither query nor path values nor body', async () => {
  await probe.call('GET', `/api/v1/probe?q=${encodeURIComponent(person.name)}`)
  await probe.send('/api/v1/probe', person)
  await probe.call('GET', `/api/v1/probe/${person.number}`)
  await probe.call('GET', `/${encodeURIComponent(person.name)}`)
  expect(probe.log.lines().map((line) => line.route)).toEqual(['probe.search', 'probe.write', 'probe.show', 'other'])
  expect(decodeURIComponent(probe.log.text())).not.toContain(person.name)
  expect(probe.log.text()).not.toContain(person.number)
})
