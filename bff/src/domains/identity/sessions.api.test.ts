import { openTestDb } from '../../../../test/support/test-stores'
import { type MovableClock, movableClock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { lockAccounts } from './account-store'
import { makeSessions, SESSION_LIFE_MS } from './sessions'

let db: Db
let clock: MovableClock
/** Milliseconds the cache's own clock is ahead. */
let ahead = 0
beforeAll(async () => {
  db = await openTestDb()
  await db.query("insert into identity_citizens (id, wrapped_key, created_at) values ('citizen', 'key', now())")
})
afterAll(() => db.close())
beforeEach(() => {
  clock = movableClock()
  ahead = 0
  const now = performance.now.bind(performance)
  jest.spyOn(performance, 'now').mockImplementation(() => now() + ahead)
})
afterEach(() => jest.restoreAllMocks())

const signIn = async (sessions: ReturnType<typeof makeSessions>) =>
  (await db.tx((tx) => sessions.open(tx, { citizenId: 'citizen', channel: 'mini-program', device: '' }))).token

it('a session ended in one process is refused there at once, and in another within 2 s', async () => {
  const [here, there] = [makeSessions(db, clock), makeSessions(db, clock)]
  const token = await signIn(here)
  const [caller] = [await here.bySession(token), await there.bySession(token)]
  expect(caller).toMatchObject({ citizenId: 'citizen', channel: 'mini-program', level: 'session' })

  await here.end(caller?.sessionHash ?? '')
  expect(await here.bySession(token)).toBeNull()
  ahead += 2_000
  expect(await there.bySession(token)).toBeNull()
})

it('until then the other process believes what it has seen, so the test above can fail', async () => {
  const [here, there] = [makeSessions(db, clock), makeSessions(db, clock)]
  const token = await signIn(here)
  const caller = await there.bySession(token)
  await here.end(caller?.sessionHash ?? '')
  ahead += 1_000
  expect(await there.bySession(token)).toEqual(caller)
})

it('a question to the store that was under way at the sign-out does not keep the session alive, here or elsewhere', async () => {
  let answer: () => void = () => undefined
  const late = new Promise<void>((resolve) => {
    answer = resolve
  })
  /** Finds the session alive, but the answer arrives after the sign-out. */
  const slowDb: Db = { ...db, query: (text, params) => db.query(text, params) }
  const [here, there] = [makeSessions(slowDb, clock), makeSessions(slowDb, clock)]
  const token = await signIn(here)
  const sessionHash = (await makeSessions(db, clock).bySession(token))?.sessionHash ?? ''
  let found = 0
  slowDb.query = async <R>(text: string, params?: readonly unknown[]) => {
    const rows = await db.query<R>(text, params)
    found += 1
    await late
    return rows
  }
  const asked = [here.bySession(token), there.bySession(token)]
  while (found < 2) await new Promise((turn) => setImmediate(turn))
  slowDb.query = (text, params) => db.query(text, params)
  await here.end(sessionHash)
  ahead += 1_000
  answer()
  await Promise.all(asked)

  expect(await here.bySession(token)).toBeNull()
  ahead += 1_000
  expect(await there.bySession(token)).toBeNull()
})

it('every sign-in gets a token of its own, and ending one leaves the others', async () => {
  const sessions = makeSessions(db, clock)
  const tokens = await Promise.all([1, 2, 3].map(() => signIn(sessions)))
  expect(new Set(tokens).size).toBe(3)
  const callers = await Promise.all(tokens.map((token) => sessions.bySession(token)))
  await sessions.end(callers[0]?.sessionHash ?? '')
  const after = await Promise.all(tokens.map((token) => sessions.bySession(token)))
  expect(after.map((caller) => caller?.citizenId)).toEqual([undefined, 'citizen', 'citizen'])
})

it('the store holds hashes only: no token works that was read from it', async () => {
  const sessions = makeSessions(db, clock)
  const token = await signIn(sessions)
  const rows = await db.query<{ token_hash: string; row: string }>(
    'select token_hash, row_to_json(s)::text as row from identity_sessions s'
  )
  expect(rows.map(({ row }) => row).join()).not.toContain(token)
  for (const { token_hash } of rows) expect(await sessions.bySession(token_hash)).toBeNull()
})

it('a session lasts thirty days and not a moment longer', async () => {
  const sessions = makeSessions(db, clock)
  const token = await signIn(sessions)
  clock.moveBy(SESSION_LIFE_MS - 60_000)
  expect(await sessions.bySession(token)).not.toBeNull()
  clock.moveBy(60_000)
  ahead += 2_000
  expect(await sessions.bySession(token)).toBeNull()
})

it('clean-up forgets sessions thirty days after their end, when no notice of them is answered any more', async () => {
  const sessions = makeSessions(db, clock)
  await db.query('delete from identity_sessions')
  const [ended] = [await signIn(sessions), await signIn(sessions)]
  await sessions.end((await sessions.bySession(ended))?.sessionHash ?? '')
  const left = async () => (await db.query('select 1 from identity_sessions')).length
  clock.moveBy(SESSION_LIFE_MS - 3_600_000)
  await sessions.cleanUp.run()
  expect(await left()).toBe(2)
  clock.moveBy(2 * 3_600_000)
  await sessions.cleanUp.run()
  expect(await left()).toBe(1)
})

it('ended while it changes its token, a session is over all the same (a server runs both at once)', async () => {
  for (let round = 0; round < 20; round += 1) {
    const sessions = makeSessions(db, clock)
    const { sessionHash } = await db.tx((tx) =>
      sessions.open(tx, { citizenId: 'citizen', channel: 'mini-program', device: '' })
    )
    const renewing = db.tx((tx) => sessions.renew(tx, sessionHash, { checked_at: clock.now() }))
    // as a merge or a closure does it
    const ending = db.tx(async (tx) => {
      await lockAccounts(tx, ['citizen'])
      await sessions.endAllOf(tx, 'citizen')
    })
    const [token] = await Promise.all([renewing, ending])
    // asked anew, as another process would
    if (token) expect(await makeSessions(db, clock).bySession(token)).toBeNull()
  }
})
