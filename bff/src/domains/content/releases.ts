import { createHash } from 'node:crypto'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../platform/db/db'
import { type Refused, refuse } from '../../platform/http/refused'
import type { Ticker } from '../../platform/jobs/ticker'
import type { Log } from '../../platform/log/log'
import type { ContentFiles } from './content-files'
import { type Place, pathOf, placeOf } from './kinds'
import { ContentRefused, readContent, type Words } from './load'
import type { Content } from './port'
import {
  type BodyRow,
  currentReleases,
  currentVersions,
  insertRelease,
  lastPublication,
  lockReleases,
  publishedHashes,
  type ReleaseRow,
  releaseOf
} from './release-store'
import { type ReadContent, type Served, soundContent } from './sound-content'

/** How often every process looks whether something was published elsewhere. */
const LOOK_EVERY_MS = 5_000

export const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex')

/** The files in force: what the build brings, overlaid with what has been published. */
export function overlaid(seed: ContentFiles, published: readonly Pick<BodyRow, 'kind' | 'id' | 'body'>[]) {
  const files = new Map(seed)
  for (const row of published) {
    const path = pathOf(row)
    if (path) files.set(path, row.body)
  }
  return files
}

export interface NewText extends Place {
  body: string
  origin: 'desk' | 'command'
  author: string
  /** another person than the author */
  reviewer: string
  restores?: number
  /** the version in force as the reviewer saw it (0 = none); absent: whatever it is */
  expected?: number
}

/** The content of a text put in its place, with what is wrong with it. */
export async function candidate(sql: Sql, seed: ContentFiles, given: Place & { body: string }, words?: Words) {
  const path = pathOf(given)
  if (!path) return refuse('not_found')
  const files = overlaid(seed, await currentReleases(sql)).set(path, given.body)
  return { path, ...readContent(files, words) }
}

interface Publishing {
  clock: Clock
  seed: ContentFiles
}

/**
 * Publishes a text as the next version, checked together with everything in force; two at once follow each other.
 * The text in force published again changes nothing. Refused: not_found (no such kind), second_person_required,
 * conflict (another version is in force than was looked at). Throws ContentRefused when the check finds something.
 */
export async function publishIn(tx: Tx, { clock, seed }: Publishing, given: NewText) {
  if (given.author === given.reviewer) return refuse('second_person_required')
  await lockReleases(tx)
  const current = await releaseOf(tx, given)
  if (given.expected !== undefined && given.expected !== (current?.version ?? 0)) return refuse('conflict')
  const found = await candidate(tx, seed, given)
  if (!('problems' in found)) return found
  if (found.problems.length) throw new ContentRefused(found.problems)
  const { kind, id, body, origin, author, reviewer, restores = null } = given
  const hash = hashOf(body)
  if (current?.hash === hash) return current
  return insertRelease(tx, {
    ...{ kind, id, body, origin, author, reviewer, restores },
    hash,
    published_at: clock.now()
  })
}

/**
 * Puts the text of an earlier version in force again, as a new version with its author. Refused as publishing is, and
 * not_found when there is no such version.
 */
export async function rollbackIn(
  tx: Tx,
  publishing: Publishing,
  given: Place & Pick<NewText, 'origin' | 'reviewer'> & { version: number; expected?: number }
): Promise<ReleaseRow | Refused<'not_found' | 'second_person_required' | 'conflict'>> {
  const { version, ...rest } = given
  const before = await releaseOf(tx, given, version)
  if (!before) return refuse('not_found')
  return publishIn(tx, publishing, { ...rest, body: before.body, author: before.author, restores: version })
}

/** Publishes what the build brings and nobody has seen yet; gives the pieces that stay as the district edited them. */
async function seedReleases(tx: Tx, { clock, seed }: Publishing): Promise<string[]> {
  await lockReleases(tx)
  const known = new Set((await publishedHashes(tx)).map(({ kind, id, hash }) => `${kind}/${id}/${hash}`))
  const current = new Map((await currentVersions(tx)).map((row) => [pathOf(row), row]))
  const kept: string[] = []
  for (const [path, body] of seed) {
    const place = placeOf(path)
    const hash = hashOf(body)
    if (!place || known.has(`${place.kind}/${place.id}/${hash}`)) continue
    const inForce = current.get(path)
    if (inForce && inForce.origin !== 'seed') kept.push(path)
    else {
      const by = { origin: 'seed', author: 'build', reviewer: 'build' } as const
      await insertRelease(tx, { ...place, ...by, hash, body, restores: null, published_at: clock.now() })
    }
  }
  return kept
}

interface Opening extends Publishing {
  db: Db
  log: Log
  /** other content than the files say (the measurement of the search over many made-up items) */
  read?: ReadContent
}

/**
 * The content this process serves: what the build brings is published when it is new, then what is in force is loaded.
 * `content` stands for what is in force at the moment it is asked; `view` keeps something made of it and makes it anew
 * with every change. Throws ContentRefused when the build's own content cannot be served.
 */
export async function openReleases({ db, clock, log, seed, read = readContent }: Opening) {
  const own = read(seed)
  if (own.problems.length) throw new ContentRefused(own.problems)
  const kept = await db.tx((tx) => seedReleases(tx, { clock, seed }))
  if (kept.length) log.warn({ event: 'content-seed-not-published', files: kept }, 'edited since: the district’s stays')
  const load = async (fallback: ContentFiles): Promise<Served & { last: number }> => {
    const last = await lastPublication(db)
    const served = soundContent(overlaid(seed, await currentReleases(db)), fallback, read)
    if (served.leftOut.length) log.error({ event: 'content-left-out', problems: served.leftOut })
    return { ...served, last }
  }
  let now = await load(seed)
  const remakes: (() => void)[] = []
  const refresh = async () => {
    if ((await lastPublication(db)) === now.last) return
    const next = await load(now.files)
    // two looks at once: the one that saw less comes too late
    if (next.last <= now.last) return
    now = next
    for (const remake of remakes) remake()
    log.info({ event: 'content-published', last: now.last })
  }
  const view = <T extends object>(make: (content: Content) => T): T => {
    let made = make(now.content)
    remakes.push(() => {
      made = make(now.content)
    })
    return new Proxy(made, { get: (_first, name) => Reflect.get(made, name) })
  }
  return {
    seed,
    content: view((content) => content),
    view,
    /** Takes over what was published elsewhere; resolves when it is served here. */
    refresh,
    /** every process, whether it works off the outbox or not */
    follow: { name: 'content.follow', everyMs: LOOK_EVERY_MS, run: refresh } satisfies Ticker
  }
}
export type Releases = Awaited<ReturnType<typeof openReleases>>
