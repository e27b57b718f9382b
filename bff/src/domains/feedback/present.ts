import type { CaseRating } from '@shared/contract/feedback'
import { instantText } from '../../platform/clock/instant-text'
import type { ActingCaller } from '../mandates/port'
import type { RatingView } from './ratings'
import { AWAITED, STEP_WORDS, withoutNumbers } from './words'

/** For whom a rating is shown: somebody acting for a relative does not learn the numbers in free words. */
type Reader = Pick<ActingCaller, 'capacity'>

const wordsFor = (text: string | null, { capacity }: Reader) =>
  text !== null && capacity.kind === 'proxy' ? withoutNumbers(text) : text

function mendingOf({ mending, steps, overdue }: NonNullable<RatingView['rating']>, reader: Reader) {
  if (!mending) return null
  const past = steps.map((step) => ({
    label: STEP_WORDS[step.what],
    at: instantText(step.at),
    dueDay: null,
    note: wordsFor(step.note, reader)
  }))
  const next = { label: AWAITED[mending.state], at: null, dueDay: mending.due_day, note: null }
  return {
    state: mending.state,
    steps: mending.state === 'closed' ? past : [...past, next],
    overdue,
    mayAnswer: mending.state === 'answer'
  }
}

export const presentRating = ({ found, notYet, rating }: RatingView, reader: Reader): CaseRating => ({
  serviceName: found.serviceName,
  department: found.departmentName,
  notYet,
  rating: rating && {
    id: rating.row.id,
    level: rating.row.level,
    reasons: rating.row.reasons,
    text: wordsFor(rating.text, reader),
    ratedAt: instantText(rating.row.rated_at),
    mending: mendingOf(rating, reader)
  }
})
