import * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { isRefused, type Refused } from '../../platform/http/refused'
import { checkText } from './check-text'
import type { ContentFiles } from './content-files'
import { kindTitles, type Place, pathOf, placeOf } from './kinds'
import { type Problem, readContent } from './load'
import { inPlainWords } from './problem-words'
import { currentReleases, type ReleaseRow, releaseOf, versionsOf } from './release-store'
import { overlaid, publishIn, rollbackIn } from './releases'
import { filesOf, isPartFile, joinParts, lineInParts } from './service-folder'

const place = { kind: z.string(), id: z.string() }
/** the text of a file, or of the files of an item by name */
const written = z.union([z.string(), z.record(z.string(), z.string())])
/** any path whose end is that of a file, or the folder of an item, of bff/content */
const text = { file: z.string(), body: written }
const person = z.string().check(z.trim(), z.minLength(2, 'is missing: two persons publish, an author and a reviewer'))
const request = z.discriminatedUnion('act', [
  z.object({ act: z.literal('check'), files: z.record(z.string(), written) }),
  z.object({ act: z.literal('preview'), ...text }),
  z.object({ act: z.literal('publish'), ...text, author: person, reviewer: person }),
  z.object({ act: z.literal('rollback'), ...place, version: z.int().check(z.positive()), reviewer: person }),
  z.object({ act: z.literal('export'), ...place, version: z.optional(z.int().check(z.positive())) }),
  z.object({ act: z.literal('export-all') }),
  z.object({ act: z.literal('versions'), ...place })
])
type Written = z.output<typeof written>
type Request = z.output<typeof request>

interface Ground {
  db: Db
  clock: Clock
  /** what the build brings */
  seed: ContentFiles
  /** lets the process that answers serve what was published; absent when nothing runs */
  refresh?: () => Promise<void>
}

const REFUSALS: Record<string, string> = {
  not_found: `there is no such piece or version of content; kinds: ${kindTitles()
    .map(({ kind }) => kind)
    .join(', ')}`,
  second_person_required: 'the author and the reviewer must be two different persons',
  conflict: 'another version has been published meanwhile; look again'
}

const tell = ({ kind, id, version, hash, author, reviewer, restores, published_at }: ReleaseRow) => ({
  ...{ kind, id, version, hash, author, reviewer, restores },
  publishedAt: published_at
})

function parsed(argument: string): Request {
  const read = z.safeParse(request, JSON.parse(argument))
  if (!read.success) throw new Error(read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('; '))
  return read.data
}

function assertDone<T>(given: T): asserts given is Exclude<T, Refused> {
  if (isRefused(given)) throw new Error(REFUSALS[given.code] ?? given.code)
}

/**
 * Which piece of content is meant, wherever it lies: `…/services/social-card` (or the one document the desk exports,
 * `…/services/social-card.yaml`), `…/sharings.yaml`.
 */
function placed(file: string): Place {
  const parts = file.replace(/[\\/]+$/, '').split(/[\\/]/)
  if (parts.at(-3) === 'services' && isPartFile(parts.at(-1) ?? ''))
    throw new Error(`${file} is a part of an item: name the folder it lies in`)
  const place = placeOf(parts.slice(-2).join('/')) ?? placeOf(parts.slice(-1).join('/'))
  if (!place) throw new Error(`${file} is no content that can be published; docs/content.md names the files`)
  return place
}

function bodyOf(given: Written): string {
  if (typeof given === 'string') return given
  const strange = Object.keys(given).find((name) => !isPartFile(name))
  if (strange) throw new Error(`${strange} is no part of an item: item.yaml, form.yaml, rules.yaml, examples.yaml`)
  return joinParts(given)
}

/** A problem in plain Chinese, with the file and the line of it that an editor has open. */
function toldInFile(problem: Problem, body: string) {
  const { line, ...told } = inPlainWords(problem, problem.file, body)
  if (placeOf(problem.file)?.kind !== 'service' || line === null) return { file: problem.file, line, ...told }
  const { name, line: own } = lineInParts(body, line)
  return { file: `${problem.file}/${name}`, line: own, ...told }
}

/** All files together: a new sharing and the item that needs it are right only with each other. */
async function checkFiles({ db, seed }: Ground, given: Record<string, Written>) {
  const bodies = Object.entries(given).map(([file, body]) => ({ ...placed(file), body: bodyOf(body) }))
  const files = overlaid(seed, [...(await currentReleases(db)), ...bodies])
  const { problems } = readContent(files, 'zh-CN')
  return {
    ok: problems.length === 0,
    problems: problems.map((one) => toldInFile(one, files.get(one.file) ?? ''))
  }
}

async function exported({ db }: Ground, given: Place & { version?: number | undefined }) {
  const found = await releaseOf(db, given, given.version)
  if (!found) throw new Error(REFUSALS.not_found)
  const path = pathOf(found)
  return { path, body: found.body, files: path ? filesOf(path, found.body) : {}, ...tell(found) }
}

async function exportedAll({ db }: Ground) {
  const rows = await currentReleases(db)
  const files = rows.map((row) => {
    const path = pathOf(row)
    return path ? filesOf(path, row.body) : {}
  })
  return { files: Object.assign({}, ...files) }
}

async function answer(ground: Ground, asked: Request): Promise<unknown> {
  const { db, clock, seed } = ground
  const publishing = { clock, seed }
  switch (asked.act) {
    case 'check':
      return checkFiles(ground, asked.files)
    case 'preview': {
      const checked = await checkText(db, seed, { ...placed(asked.file), body: bodyOf(asked.body) })
      assertDone(checked)
      return checked
    }
    case 'publish': {
      const by = {
        origin: 'command',
        author: `command:${asked.author}`,
        reviewer: `command:${asked.reviewer}`
      } as const
      const made = await db.tx((tx) =>
        publishIn(tx, publishing, { ...placed(asked.file), body: bodyOf(asked.body), ...by })
      )
      assertDone(made)
      return tell(made)
    }
    case 'rollback': {
      const by = { origin: 'command', reviewer: `command:${asked.reviewer}` } as const
      const made = await db.tx((tx) => rollbackIn(tx, publishing, { ...asked, ...by }))
      assertDone(made)
      return tell(made)
    }
    case 'export':
      return exported(ground, asked)
    case 'export-all':
      return exportedAll(ground)
    case 'versions':
      return { versions: (await versionsOf(db, asked)).map(tell) }
  }
}

/**
 * `npm run content -- …` (scripts/content.mjs), of the running system or of its stopped store: one act as JSON. Throws
 * with what to mend; `check` gives `ok: false` and the problems instead.
 */
export async function contentCommand(ground: Ground, argument: string): Promise<unknown> {
  const result = await answer(ground, parsed(argument))
  await ground.refresh?.()
  return result
}
