import path from 'node:path'
import { ALL_ROUTES } from '@shared/contract/all'
import type { Route } from '@shared/contract/route'
import fc from 'fast-check'
import { person } from '../support/apply'
import { capturedLog } from '../support/captured-log'
import type { Citizen } from '../support/citizen'
import { enqueuedTopics, sourcesBelow } from '../support/enqueued-topics'
import { startProduct, type TestProduct } from '../support/start-product'
import { root } from '../support/test-stores'

const log = capturedLog()
let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct({ log: log.log })
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

const every: [string, Route][] = Object.entries(ALL_ROUTES).flatMap(([domain, table]) =>
  Object.entries(table).map(([name, route]): [string, Route] => [`${domain}.${name}`, route])
)
const call = async (route: Route, headers: Record<string, string>) => {
  const address = route.path.replace(/:[^/]+/g, 'nobody-has-this-id')
  const reply = await fetch(`${product.url}${address}`, {
    method: route.method,
    headers: { ...(route.method === 'GET' ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(route.method === 'GET' ? {} : { body: '{}' })
  })
  const text = await reply.text()
  return { status: reply.status, error: JSON.parse(text).error }
}
const signedIn = () => ({ authorization: `Bearer ${citizen.token()}` })

describe('every route', () => {
  const closed = every.filter(([, route]) => route.auth === 'session')
  it.each(closed)('%s asks a stranger to sign in', async (_name, route) => {
    for (const authorization of ['', 'Bearer made-up-token-made-up-token-made-up-token'])
      expect(await call(route, { authorization })).toEqual({ status: 401, error: 'sign_in_required' })
  })

  it.each(every.filter(([, route]) => route.auth.startsWith('department:')))(
    '%s is closed to a citizen and to anybody without a signature',
    async (_name, route) => {
      expect((await call(route, {})).status).toBe(403)
      expect((await call(route, signedIn())).status).toBe(403)
    }
  )

  it.each(every.filter(([, route]) => route.method !== 'GET'))(
    '%s refuses a page of another origin',
    async (_n, route) => {
      const crossed = await call(route, { ...signedIn(), origin: 'https://evil.example' })
      expect(crossed).toEqual({ status: 403, error: 'forbidden' })
    }
  )

  it('has a connected handler: nothing answers with a defect of ours', async () => {
    // signing out is among them
    const other = product.citizen('chen-guoqiang')
    await other.signIn()
    const headers = { authorization: `Bearer ${other.token()}` }
    for (const [name, route] of every) expect([name, (await call(route, headers)).status < 500]).toEqual([name, true])
  })
})

describe('whatever is typed into an address', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '0', '-1', '51', 'null', '%', '\u0000', "'; drop table services_cases; --", '9'.repeat(400))
  )
  const oddDay = fc.oneof(
    odd,
    fc.date({ noInvalidDate: true }).map((day) => day.toISOString()),
    fc.constantFrom(
      '+275760-09-13T00:00:00.000Z',
      '-271821-04-20T00:00:00.000Z',
      '0000-01-01',
      '-000001-01-01T00:00:00Z'
    )
  )
  it.each([
    ['/api/v1/services', 'q', odd],
    ['/api/v1/services', 'limit', odd],
    ['/api/v1/services', 'department', odd],
    ['/api/v1/cases', 'before', oddDay],
    ['/api/v1/cases', 'limit', odd],
    ['/api/v1/messages', 'before', odd]
  ])('%s?%s= never ends in a defect of ours', async (address, name, values) => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const query = new URLSearchParams({ [name]: value })
        const reply = await fetch(`${product.url}${address}?${query}`, { headers: signedIn() })
        await reply.arrayBuffer()
        expect([value, reply.status < 500 && reply.status !== 401]).toEqual([value, true])
      }),
      { numRuns: 60 }
    )
  })

  it.each(['/api/v1/services/', '/api/v1/cases/', '/api/v1/files/'])(
    '%s… never ends in a defect of ours',
    async (address) => {
      await fc.assert(
        fc.asyncProperty(odd, async (value) => {
          const reply = await fetch(`${product.url}${address}${encodeURIComponent(value)}`, { headers: signedIn() })
          await reply.arrayBuffer()
          expect(reply.status).toBeLessThan(500)
        }),
        { numRuns: 40 }
      )
    }
  )
})

describe('work that leaves the process', () => {
  const sources = sourcesBelow(path.join(root, 'bff', 'src'))

  it('has a handler for every topic that the code enqueues, and no handler waits for a topic nobody enqueues', () => {
    const { topics, unreadable } = enqueuedTopics(sources)
    expect(unreadable).toEqual([])
    expect(topics.length).toBeGreaterThan(2)
    expect(topics).toEqual([...product.product.worker.topics].sort())
  })

  it('a topic without a handler, or one hidden in a variable, is noticed, so the test above can fail', () => {
    const more = new Map([
      ...sources,
      ['new.ts', "await outbox.enqueue(tx, { topic: 'services.remind', key: id, payload: {} })"],
      ['hidden.ts', 'await outbox.enqueue(tx, message)']
    ])
    const { topics, unreadable } = enqueuedTopics(more)
    expect(topics.filter((topic) => !product.product.worker.topics.includes(topic))).toEqual(['services.remind'])
    expect(unreadable).toEqual(['hidden.ts'])
  })
})

it('the log of all this names no citizen and shows no token', () => {
  expect(log.lines().length).toBeGreaterThan(100)
  expect(log.text()).not.toContain(citizen.token())
  for (const personal of [person.name, person.citizenId, person.phone]) expect(log.text()).not.toContain(personal)
})
