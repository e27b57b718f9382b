import { type RatingLevel, ratingLevel } from '@shared/contract/feedback'
import { slug } from '@shared/contract/parts'
import * as z from 'zod/mini'
import { citations } from './citations'
import { keptSource } from './file-parts'
import type { RatingsDefinition } from './port'

const text = z.string().check(z.minLength(1))
const days = z.int().check(z.gte(1), z.lte(60))

/** The layout of ratings.yaml. */
export const ratingsFile = z.strictObject({
  sources: z.record(z.string(), keptSource),
  levels: z.array(
    z.strictObject({
      level: ratingLevel,
      from: text,
      reasons: z.array(z.strictObject({ id: slug, label: text, from: text })).check(z.maxLength(10))
    })
  ),
  deadlines: z.strictObject({ contact: days, mend: days, check: days, answer: days, from: text }),
  resultWaitDays: days
})

const BEST_FIRST: RatingLevel[] = [...ratingLevel.options]

/** Notes levels that are missing or out of order, reasons that are there twice, and sources nobody has. */
export function defineRatings(
  file: z.output<typeof ratingsFile>,
  note: (path: string, problem: string) => void
): RatingsDefinition {
  const { cite, unused } = citations(file.sources, note)
  if (file.levels.map(({ level }) => level).join() !== BEST_FIRST.join())
    note('levels', `must be ${BEST_FIRST.join(', ')}, in this order`)
  const levels = file.levels.map(({ level, from, reasons }, at) => {
    const ids = reasons.map(({ id }) => id)
    for (const id of ids.filter((one, i) => ids.indexOf(one) < i)) note(`levels.${at}`, `has the reason "${id}" twice`)
    return {
      level,
      reasons: reasons.map(({ id, label, from: key }) => {
        cite(`levels.${at}.${id}`, key)
        return { id, label }
      }),
      source: cite(`levels.${at}`, from)
    }
  })
  const { from, ...deadlines } = file.deadlines
  cite('deadlines', from)
  unused()
  return { levels, deadlines, resultWaitDays: file.resultWaitDays }
}
