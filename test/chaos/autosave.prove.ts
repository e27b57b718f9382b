import fc from 'fast-check'
import type { Db } from '../../bff/src/platform/db/db'
import { migrate, readMigrations } from '../../bff/src/platform/db/migrate'
import { openPostgres } from '../../bff/src/platform/db/open-postgres'
import { startPostgres } from '../load/private-postgres'
import { makeAutosaveGround } from '../support/autosave-ground'
import { autosaveHistory, playAutosave } from '../support/autosave-histories'
import { emptyDatabase, openEmbedded } from '../support/test-stores'
import { autosaveKills } from './autosave-kills'
import { startTwoProcesses } from './two-processes'

// npm run prove -- autosave [POINTS] [KILLS] [SEED]: on the embedded store and on PostgreSQL each, POINTS (10,000)
// random crash points of phone and server (everything in memory dropped; on PostgreSQL the connections too) and KILLS (30)
// real kill -9 of the server: no acknowledged edit lost, exactly one case. And the negative control: a server that answers
// before it writes is found out.

const points = Number(process.argv[2] ?? 10_000)
const kills = Number(process.argv[3] ?? 30)
const seed = Number(process.argv[4] ?? Date.now() % 1_000_000)

/** mulberry32 */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Plays histories until so many crash points have happened. */
async function crashPoints(reopen: () => Promise<Db>, wanted: number) {
  const ground = await makeAutosaveGround(reopen)
  const broken: string[] = []
  let [histories, crashes] = [0, 0]
  for (; crashes < wanted; histories += 50)
    for (const told of fc.sample(autosaveHistory, { numRuns: 50, seed: seed + histories })) {
      const played = await playAutosave(ground, told)
      crashes += played.crashes
      for (const problem of played.problems) broken.push(`${problem} in ${JSON.stringify(told)}`)
    }
  return { histories, crashes, broken }
}

async function isFoundOut(reopen: () => Promise<Db>): Promise<boolean> {
  const ground = await makeAutosaveGround(reopen, { careless: true })
  for (const told of fc.sample(autosaveHistory, { numRuns: 50, seed }))
    if ((await playAutosave(ground, told)).problems.length > 0) return true
  return false
}

async function killed(more: Record<string, string>) {
  const two = await startTwoProcesses(undefined, more)
  try {
    await two.start()
    return await autosaveKills(two, kills, randomFrom(seed))
  } finally {
    await two.end()
  }
}

async function onEmbedded() {
  const db = await openEmbedded({ guardNested: true })
  try {
    const played = await crashPoints(async () => db, points)
    return { store: 'pglite', ...played, control: await isFoundOut(async () => db), ...(await killed({})) }
  } finally {
    await db.close()
  }
}

async function onPostgres(url: string) {
  const empty = await emptyDatabase(url)
  const first = await openPostgres(empty.url, { poolSize: 2 })
  await migrate(first, await readMigrations('bff/migrations'))
  let db = first
  const reopen = async () => {
    await db.close()
    db = await openPostgres(empty.url, { poolSize: 2 })
    return db
  }
  const played = await crashPoints(reopen, points)
  const control = await isFoundOut(reopen)
  await db.close()
  await empty.drop()
  const other = await emptyDatabase(url)
  const ended = await killed({ DATABASE_URL: other.url })
  await other.drop()
  return { store: 'postgres', ...played, control, ...ended }
}

async function prove() {
  const began = Date.now()
  process.stdout.write(`crash points and kills, seed ${seed}\n`)
  const results = [await onEmbedded()]
  const postgres = await startPostgres()
  if (postgres) results.push(await onPostgres(postgres.url).finally(postgres.stop))
  for (const { broken, findings } of results)
    for (const problem of [...broken.slice(0, 5), ...findings]) process.stdout.write(`${problem}\n`)
  const good = results.every(
    ({ broken, control, findings, crashes }) =>
      broken.length === 0 && findings.length === 0 && control && crashes >= points
  )
  const line = {
    name: 'autosave',
    date: new Date().toISOString(),
    commit: process.env.GIT_COMMIT ?? 'unknown',
    seed,
    stores: results.map(({ broken, findings, control, ...rest }) => ({
      ...{ ...rest, broken: broken.length, after_kills: findings.length, careless_server_found_out: control }
    })),
    seconds: Math.round((Date.now() - began) / 1000),
    pass: good && results.length === 2
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  process.exitCode = line.pass ? 0 : 1
}

prove().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
