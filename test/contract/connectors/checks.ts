import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'
import type { Bench, ConnectorTarget } from './bench'
import { eventually, failsAs, later, withinMs } from './expectations'

export interface ConnectorCheck {
  name: string
  /** left out = every connector */
  concerns?(target: ConnectorTarget): boolean
  check(bench: Bench): Promise<void>
}

const signsContent = (target: ConnectorTarget) => target.changeRequest !== undefined
const signs = (target: ConnectorTarget) => signsContent(target) || target.headersOnly === true

const agreement: ConnectorCheck[] = [
  {
    name: 'the department takes our request, and is known to be up afterwards',
    async check({ connect }) {
      const connector = connect()
      assert.deepEqual([connector.health().state, connector.health().ageSeconds], ['unknown', null])
      await connector.act(newKey())
      assert.equal(connector.health().state, 'up')
    }
  },
  {
    name: 'with a wrong secret the error says credentials, and nothing is done',
    async check({ connect, done }) {
      const key = newKey()
      await failsAs(connect({ credentials: 'wrong' }).act(key), 'credentials')
      if (done) assert.equal(await done(key), 0)
    }
  },
  {
    name: 'a request altered on its way is refused by the department',
    concerns: signsContent,
    async check({ connect, proxy, done }) {
      const key = newKey()
      proxy.set('change-request')
      await failsAs(connect().act(key), 'credentials')
      if (done) assert.equal(await done(key), 0)
    }
  },
  {
    name: 'a reply altered on its way is not believed',
    concerns: (target) => target.changeReply !== undefined,
    async check({ connect, proxy }) {
      proxy.set('change-reply')
      await failsAs(connect().act(newKey()), 'garbage')
    }
  },
  {
    name: 'with clocks ten minutes apart the error says clock, whoever is ahead',
    concerns: signs,
    async check({ connect }) {
      await failsAs(connect({ clockAheadMs: 600_000 }).act(newKey()), 'clock')
      await failsAs(connect({ clockAheadMs: -600_000 }).act(newKey()), 'clock')
    }
  },
  {
    name: 'the id of the request goes along and stands in the audit row',
    async check({ connect, proxy }) {
      const connector = connect({ requestId: 'request-0123456789' })
      await connector.act(newKey())
      assert.equal(proxy.seen.at(-1)?.headers['x-request-id'], 'request-0123456789')
      assert.equal(connector.auditRows.at(-1)?.requestId, 'request-0123456789')
    }
  },
  {
    name: 'recorded messages are read as what they mean',
    async check({ target }) {
      const examples = await target.recorded()
      assert.ok(examples.length > 0, 'a connector brings recorded messages')
      for (const { name, expected, actual } of examples) assert.deepEqual(plain(actual), plain(expected), name)
    }
  }
]

const misfortune: ConnectorCheck[] = [
  {
    name: 'a department that does not answer is given up in time, and not asked twice',
    async check({ connect, proxy }) {
      const connector = connect({ numbers: { timeoutMs: 200 } })
      proxy.set('hold')
      await failsAs(withinMs(2_000, connector.act(newKey())), 'timeout')
      assert.equal(proxy.seen.length, 1)
      assert.equal(connector.health().state, 'down')
    }
  },
  {
    name: 'one broken connection is not felt',
    async check({ connect, proxy }) {
      await connect().act(newKey())
      // an act may be more than one call
      const calls = proxy.seen.length
      proxy.set('drop', 1)
      await connect().act(newKey())
      assert.equal(proxy.seen.length, calls + calls + 1)
    }
  },
  {
    name: 'a department whose connections keep breaking is down',
    async check({ connect, proxy }) {
      const connector = connect()
      proxy.set('drop')
      await failsAs(connector.act(newKey()), 'down')
      assert.equal(connector.health().state, 'down')
    }
  },
  ...(['error500', 'garbage', 'truncate', 'elsewhere'] as const).map((fault) => ({
    name: `${{ error500: 'an HTML page with status 500', garbage: 'broken JSON', truncate: 'half a reply', elsewhere: 'a redirect' }[fault]} is garbage and never taken for an answer`,
    async check({ connect, proxy }: Bench) {
      proxy.set(fault)
      await failsAs(connect().act(newKey()), 'garbage')
      assert.ok(proxy.seen.every(({ path }) => path !== '/elsewhere'))
    }
  })),
  {
    name: 'the same act twice is one act with one answer',
    concerns: signs,
    async check({ connect, done }) {
      const [key, connector] = [newKey(), connect()]
      const first = await connector.act(key)
      assert.deepEqual(await connector.act(key), first)
      if (done) assert.equal(await done(key), 1)
    }
  },
  {
    name: 'a reply lost after the work was done leaves one act, and the caller gets its answer',
    concerns: signs,
    async check({ connect, proxy, done }) {
      const [key, connector] = [newKey(), connect()]
      proxy.set('lose-reply', 1)
      const answer = await connector.act(key)
      assert.equal(proxy.seen.length, 2)
      assert.deepEqual(await connector.act(key), answer)
      if (done) assert.equal(await done(key), 1)
    }
  },
  {
    name: 'a department that keeps failing is left alone for a while, then asked again',
    async check({ connect, proxy }) {
      const breaker = { failures: 3, halfOpenAfterMs: 60_000 }
      const connector = connect({ numbers: { breaker, retry: { again: 0, firstPauseMs: 1, longestPauseMs: 1 } } })
      proxy.set('drop')
      for (let i = 0; i < 3; i++) await failsAs(connector.act(newKey()), 'down')
      await failsAs(connector.act(newKey()), 'cut-off')
      assert.equal(proxy.seen.length, 3)
      assert.equal(await connector.cutOff(), 1)
      proxy.set('none')
      await later(61_000, () => connector.act(newKey()))
      assert.equal(await connector.cutOff(), 0)
      assert.equal(connector.health().state, 'up')
    }
  },
  {
    name: 'when every place is taken a further call is turned away at once',
    async check({ connect, proxy }) {
      const connector = connect({ numbers: { bulkhead: { limit: 1, queue: 0 } } })
      proxy.set('hold')
      const first = connector.act(newKey())
      first.catch(() => undefined)
      await eventually(async () => assert.equal(proxy.seen.length, 1))
      await failsAs(withinMs(1_000, connector.act(newKey())), 'full')
      proxy.set('none')
      proxy.release()
      await first
    }
  },
  {
    name: 'no name, number or secret stands in a log line, an audit row or an error, whatever happens',
    async check({ connect, proxy, target }) {
      const left: string[] = []
      for (const fault of ['none', 'drop', 'error500', 'garbage', 'truncate', 'change-request'] as const) {
        for (const credentials of ['right', 'wrong'] as const) {
          const connector = connect({ credentials })
          proxy.set(fault)
          await connector.act(newKey()).catch((error) => left.push(inspect(error, { depth: 9, showHidden: false })))
          assert.ok(connector.logLines.length > 0 && connector.auditRows.length > 0, 'each call leaves a trace')
          left.push(...connector.logLines, JSON.stringify(connector.auditRows))
        }
      }
      for (const canary of target.canaries)
        assert.ok(!left.some((text) => text.includes(canary)), `a trace shows ${canary}`)
    }
  }
]

/** What every connector must withstand; each check throws when it does not hold. */
export const connectorChecks: readonly ConnectorCheck[] = [...agreement, ...misfortune]

/** The checks that concern this connector. */
export const checksFor = (target: ConnectorTarget): readonly ConnectorCheck[] =>
  connectorChecks.filter(({ concerns }) => concerns?.(target) ?? true)

/** Runs one check with the proxy as good as new. */
export async function runCheck({ check }: ConnectorCheck, bench: Bench): Promise<void> {
  bench.proxy.seen.length = 0
  bench.proxy.set('none')
  try {
    await check(bench)
  } finally {
    bench.proxy.release()
  }
}

const newKey = () => `case-${randomUUID()}`

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
