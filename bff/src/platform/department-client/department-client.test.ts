import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { movableClock } from '../clock/clock'
import { silentLog } from '../log/log'
import { makeMetrics } from '../metrics/metrics'
import { type DepartmentCall, makeDepartmentClient } from './department-client'
import { LeaveTakenBack } from './errors'
import { departmentNumbers } from './numbers'
import type { CallAuditRow } from './store'

type Answer = (req: IncomingMessage, res: ServerResponse) => void

let server: Server
let answers: Answer[] = []
let requests: { url: string; socket: Socket }[] = []
const well: Answer = (_req, res) => res.end('fine')

beforeAll(async () => {
  server = createServer((req, res) => {
    requests.push({ url: req.url ?? '', socket: req.socket })
    const answer = answers.shift() ?? well
    req.resume().on('end', () => answer(req, res))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  answers = []
  requests = []
})

function setup() {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const rows: CallAuditRow[] = []
  const clock = movableClock()
  const metrics = makeMetrics({ processMetrics: false })
  const client = makeDepartmentClient({
    department: 'office',
    baseUrl: `http://127.0.0.1:${port}/prefix/`,
    numbers: {
      ...departmentNumbers.watched,
      retry: { again: 2, firstPauseMs: 1, longestPauseMs: 2 },
      longestReply: 1000
    },
    log: silentLog(),
    metrics,
    audit: (row) => rows.push(row),
    clock
  })
  return { client, rows, clock, metrics }
}

const read: DepartmentCall<string>['read'] = ({ body }) => ({ kind: 'ok', value: body.toString() })
const look = { operation: 'look', method: 'GET', path: '/look', repeatable: true, read } as const
const act = { operation: 'act', method: 'POST', path: '/act', body: { a: 1 }, repeatable: false, read } as const
const drop: Answer = (req) => req.socket.destroy()
const status =
  (code: number): Answer =>
  (_req, res) =>
    res.writeHead(code).end('<html>')

describe('a call to a department', () => {
  it('that may not be repeated is sent once, even when the reply is lost', async () => {
    const { client, rows } = setup()
    answers = [drop]
    await expect(client.call(act)).rejects.toMatchObject({ name: 'DepartmentUnavailable', reason: 'down' })
    expect(requests).toHaveLength(1)
    expect(rows.map(({ outcome, attempt }) => [outcome, attempt])).toEqual([['down', 1]])
  })

  it('that may be repeated leaves a row and a measurement for each attempt', async () => {
    const { client, rows, metrics } = setup()
    answers = [drop, status(500)]
    expect(await client.call(look)).toBe('fine')
    expect(rows.map((row) => [row.outcome, row.status, row.attempt])).toEqual([
      ['down', null, 1],
      ['garbage', 500, 2],
      ['ok', 200, 3]
    ])
    expect(new Set(rows.map(({ requestId }) => requestId)).size).toBe(1)
    expect(await metrics.registry.metrics()).toContain(
      'zjb_department_call_seconds_count{department="office",operation="look",outcome="ok"} 1'
    )
  })

  it('goes to the prefix of the base address with its query in the given order', async () => {
    const { client } = setup()
    await client.call({ ...look, query: { b: '渝 中', a: '1' } })
    expect(requests[0]?.url).toBe('/prefix/look?b=%E6%B8%9D+%E4%B8%AD&a=1')
  })

  it('uses the connection of the call before', async () => {
    const { client } = setup()
    await client.call(look)
    await client.call(look)
    expect(requests[1]?.socket).toBe(requests[0]?.socket)
  })

  it.each([
    [429, 'busy'],
    [503, 'busy'],
    [502, 'down'],
    [504, 'down'],
    [500, 'garbage'],
    [301, 'garbage']
  ])('answered with status %d counts as %s', async (code, reason) => {
    const { client } = setup()
    answers = [status(code)]
    await expect(client.call(act)).rejects.toMatchObject({ reason })
  })

  it('whose reply is longer than allowed is garbage', async () => {
    const { client } = setup()
    answers = [(_req, res) => res.end('x'.repeat(1001))]
    await expect(client.call(act)).rejects.toMatchObject({ reason: 'garbage' })
  })

  it('answered with something that is no HTTP is garbage', async () => {
    const { client } = setup()
    answers = [(req) => req.socket.end('220 mail.example ready\r\n')]
    await expect(client.call(act)).rejects.toMatchObject({ reason: 'garbage' })
  })

  it('that lost its leave while it waited for the next attempt goes out no more, and nobody holds it against the department', async () => {
    const { client, rows } = setup()
    answers = [status(500)]
    const leaves = [true, false]
    const call = { ...look, mayGo: async () => leaves.shift() ?? false }
    await expect(client.call(call)).rejects.toBeInstanceOf(LeaveTakenBack)
    for (let i = 0; i < departmentNumbers.watched.breaker.failures + 1; i++)
      await expect(client.call(call)).rejects.toBeInstanceOf(LeaveTakenBack)
    expect([requests.length, rows.length]).toEqual([1, 1])
    expect(await client.call(look)).toBe('fine')
  })

  it('with an unknown code is neither repeated nor held against the department', async () => {
    const { client, rows } = setup()
    const unknown: DepartmentCall<string> = { ...look, read: () => ({ kind: 'unknown', code: 'E7777' }) }
    for (let i = 0; i < departmentNumbers.watched.breaker.failures + 1; i++)
      await expect(client.call(unknown)).rejects.toMatchObject({ reason: 'garbage' })
    expect(rows.every(({ outcome, attempt }) => outcome === 'unknown' && attempt === 1)).toBe(true)
    expect(await client.call(look)).toBe('fine')
  })

  it('tells how the department was and how long ago that is', async () => {
    const { client, clock } = setup()
    expect(client.state()).toEqual({ state: 'unknown', ageSeconds: null })
    answers = [status(500)]
    await client.call(act).catch(() => undefined)
    clock.moveBy(90_000)
    expect(client.state()).toEqual({ state: 'down', ageSeconds: 90, note: 'garbage' })
    await client.call(look)
    expect(client.state()).toEqual({ state: 'up', ageSeconds: 0 })
  })
})
