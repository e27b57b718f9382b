import type { Guide } from '@shared/contract/guide'
import type { Sql } from '../../platform/db/db'
import { isRefused } from '../../platform/http/refused'
import type { ContentFiles } from './content-files'
import { type DiffLine, diffLines } from './diff-lines'
import type { Place } from './kinds'
import { inPlainWords, type ToldProblem } from './problem-words'
import { releaseOf } from './release-store'
import { candidate } from './releases'

export interface CheckedText {
  /** in plain Chinese, with the line where it can be told; empty = may be published */
  problems: ToldProblem[]
  /** of a service item that could be read */
  guide: Guide | null
  /** against the version in force */
  changes: DiffLine[]
  /** the version in force, 0 = none */
  inForce: number
}

/** What an editor and the second person see before a text is published. Refused: not_found, no such kind of content. */
export async function checkText(sql: Sql, seed: ContentFiles, given: Place & { body: string }) {
  const found = await candidate(sql, seed, given, 'zh-CN')
  if (isRefused(found)) return found
  const current = await releaseOf(sql, given)
  const guide = given.kind === 'service' ? (found.content.services.get(given.id)?.guide ?? null) : null
  return {
    problems: found.problems.map((problem) => inPlainWords(problem, found.path, given.body)),
    guide,
    changes: diffLines(current?.body ?? '', given.body),
    inForce: current?.version ?? 0
  } satisfies CheckedText
}
