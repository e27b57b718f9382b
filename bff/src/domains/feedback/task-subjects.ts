import { MENDING_STATES, RATING_LEVELS } from '@shared/contract/feedback'
import { civilDateAt } from '@shared/values/civil-date'
import type { Sql } from '../../platform/db/db'
import type { CitizenSeals } from '../identity/port'
import type { TaskKind, TaskSubject } from '../tasks/port'
import type { MendingAct } from './mending-rules'
import { fromTurnId, type Mendings } from './mendings'
import { type Held, mendingOf, type RatingRow, ratingById, stepsOf } from './store'
import { openNote, openText, STEP_WORDS, withoutNumbers } from './words'

interface Deps {
  seals: CitizenSeals
  mendings: Mendings
  departmentName(id: string): string
}

const DECISIONS = {
  contacted: '已联系评价人（所写说明转达给评价人）',
  mended: '已整改',
  explained: '已核实，无需整改',
  passed: '复核通过',
  returned: '复核不通过，退回重新整改'
} as const satisfies Partial<Record<MendingAct, string>>
type Decision = keyof typeof DECISIONS
const isDecision = (id: string): id is Decision => id in DECISIONS
const offer = (...ids: Decision[]) => ids.map((id) => ({ id, label: DECISIONS[id], needsReason: id !== 'passed' }))

/** The rater's words as a clerk reads them: once WeChat has found them fit or cannot be asked, and without numbers. */
const readable = (words: string, held: Held): string => {
  if (held === null) return withoutNumbers(words)
  if (held === 'unjudged') return `（没有经过内容安全检查）${withoutNumbers(words)}`
  return held === 'waiting' ? '（正在等待内容安全检查，通过后显示）' : '（没有通过内容安全检查，不显示）'
}

/** The matter without the person: no name, no case number, no moment, and no number in the rater's own words. */
async function linesOf(sql: Sql, seals: CitizenSeals, rating: RatingRow, ownerId: string) {
  const seal = await seals.of(sql, ownerId)
  const text = openText(seal, rating)
  const steps = await stepsOf(sql, rating.id)
  return [
    { label: '事项', value: rating.service_name },
    { label: '评价', value: RATING_LEVELS[rating.level] },
    { label: '原因', value: rating.reasons.join('、') || '没有选择' },
    { label: '评价人的话', value: text === null ? '没有填写' : readable(text, rating.text_held) },
    { label: '评价日期', value: civilDateAt(rating.rated_at) },
    ...steps.slice(1).map((step) => {
      const note = openNote(seal, rating.id, step)
      const said = note === null ? '' : `：${readable(note, step.note_held)}`
      return { label: `经过 ${step.position - 1}`, value: `${civilDateAt(step.at)} ${STEP_WORDS[step.what]}${said}` }
    })
  ]
}

/** How staff see a bad rating and what they can decide; each state of it is one task. */
export function makeRatingSubjects({ seals, mendings, departmentName }: Deps) {
  const current = async (sql: Sql, aboutId: string) => {
    const { ratingId, turn } = fromTurnId(aboutId)
    const mending = await mendingOf(sql, ratingId)
    return mending?.turn === turn ? mending : null
  }
  const subject = (purpose: string, decisions: TaskSubject['decisions']): TaskSubject => ({
    barred: async (sql, aboutId) => (await current(sql, aboutId))?.handled_by ?? [],
    show: async (sql, aboutId) => {
      const mending = await current(sql, aboutId)
      const rating = mending && (await ratingById(sql, mending.rating_id))
      if (!rating?.owner_id) return null
      const lines = await linesOf(sql, seals, rating, rating.owner_id)
      return { ownerId: rating.owner_id, purpose, fields: ['评价内容（不显示是谁）'], lines, files: [] }
    },
    decisions,
    decide: async (tx, aboutId, decision, reason, by) =>
      isDecision(decision) &&
      mendings.act(tx, fromTurnId(aboutId), decision, { note: reason || undefined, byStaff: by.staffId })
  })
  return {
    'rating-contact': subject('联系差评的评价人', offer('contacted')),
    rating: subject('整改差评', offer('mended', 'explained')),
    'rating-check': {
      ...subject('复核差评整改', offer('passed', 'returned')),
      barred: async (sql, aboutId) => {
        const mending = await current(sql, aboutId)
        return mending ? [...mending.mended_by, ...mending.handled_by] : []
      }
    },
    'rating-overdue': overdueSubject(mendings, departmentName)
  } satisfies Partial<Record<TaskKind, TaskSubject>>
}

/** 督办: the office presses whoever is late; it reads nothing of the rating itself. */
const overdueSubject = (mendings: Mendings, departmentName: Deps['departmentName']): TaskSubject => ({
  show: async (sql, aboutId) => {
    const { ratingId } = fromTurnId(aboutId)
    const mending = await mendingOf(sql, ratingId)
    const rating = mending && (await ratingById(sql, ratingId))
    if (!rating) return null
    return {
      ownerId: '',
      purpose: '督办超期的差评',
      fields: [],
      files: [],
      lines: [
        { label: '事项', value: rating.service_name },
        { label: '承办部门', value: departmentName(mending.department ?? rating.department) },
        { label: '现在', value: MENDING_STATES[mending.state] },
        { label: '期限', value: mending.due_day ?? '已办结' }
      ]
    }
  },
  decisions: [{ id: 'urged', label: '已督促承办单位（写明情况，会告知评价人）', needsReason: true }],
  decide: async (tx, aboutId, _decision, reason, by) => {
    const rating = await ratingById(tx, fromTurnId(aboutId).ratingId)
    if (!rating?.owner_id) return false
    await mendings.writeStep(tx, rating, 'urged', { note: reason, byStaff: by.staffId })
    return true
  }
})
