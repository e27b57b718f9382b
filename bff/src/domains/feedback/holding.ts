import { RATING_LEVELS } from '@shared/contract/feedback'
import { instantText } from '../../platform/clock/instant-text'
import type { Sql } from '../../platform/db/db'
import type { CitizenSeals } from '../identity/port'
import type { Holding } from '../rights/port'
import { forgetRater, type RatingRow, ratingsOf, stepsOf } from './store'
import { openNote, openText, STEP_WORDS } from './words'

/** A person's ratings and what became of them; erased, a rating stays as a count without a person. */
export const makeFeedbackHolding = (seals: CitizenSeals): Holding => {
  const linesOf = async (sql: Sql, ownerId: string, row: RatingRow) => {
    const seal = await seals.of(sql, ownerId)
    const text = openText(seal, row)
    return [
      { label: '事项', value: row.service_name },
      { label: '评价', value: RATING_LEVELS[row.level] },
      { label: '评价时间', value: instantText(row.rated_at) },
      ...row.reasons.map((reason) => ({ label: '原因', value: reason })),
      ...(text === null ? [] : [{ label: '我的话', value: text }]),
      ...(await stepsOf(sql, row.id)).map((step) => ({
        label: '处理过程',
        value: [instantText(step.at), STEP_WORDS[step.what], openNote(seal, row.id, step) ?? ''].join(' ').trim()
      }))
    ]
  }
  return {
    export: async (sql, ownerIds) => {
      const rows = await ratingsOf(sql, ownerIds)
      const entries = await Promise.all(rows.map((row) => linesOf(sql, row.owner_id ?? '', row)))
      return [{ title: '我的评价', entries }]
    },
    erase: async (tx, ownerId) => {
      await forgetRater(tx, ownerId)
      return { files: [] }
    }
  }
}
