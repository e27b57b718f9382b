import { type Answers, checkAnswer, checkAnswers, type Form, formFields } from '@shared/contract/form'
import type { CivilDate } from '@shared/values/civil-date'
import { firstWrong, screensOf, screenToResume, wrongOn } from './form-steps'

/** Where the citizen is in the form and what is marked wrong. */
export interface FillIn {
  screen: number
  /** sentences for the fields marked wrong, keyed by field id */
  wrong: Record<string, string>
  /** true: the list of what is wrong stands above the form, since 下一步 or 提交 was refused */
  listed: boolean
  /** the field to bring into view and focus; `turn` grows so that the same field can be asked for again */
  focus: { fieldId: string; turn: number } | null
}

export type FillInAct =
  | { act: 'edited' | 'left'; fieldId: string; answers: Answers }
  | { act: 'next'; answers: Answers }
  | { act: 'back' }
  | { act: 'show'; screen: number }
  | { act: 'focus'; fieldId: string }
  /** sentences per field, from the server or from checkAnswers before 提交 */
  | { act: 'refused'; wrong: Record<string, string> }
  /** the form or its answers came anew */
  | { act: 'restart'; answers: Answers }

/** Begins at `screen`, without one where the answers are not right yet. */
export const startFilling = (form: Form, answers: Answers, today: CivilDate, screen?: number): FillIn => ({
  screen: screen ?? screenToResume(form, answers, today),
  wrong: {},
  listed: false,
  focus: null
})

const focusOn = (state: FillIn, fieldId: string): FillIn['focus'] => ({ fieldId, turn: (state.focus?.turn ?? 0) + 1 })

function refuse(form: Form, state: FillIn, wrong: Record<string, string>): FillIn {
  const first = firstWrong(form, wrong)
  if (!first) return { ...state, wrong: {}, listed: false }
  return { screen: first.screen, wrong, listed: true, focus: focusOn(state, first.fieldId) }
}

/**
 * While typing (`edited`) marks only change or go; on leaving they only come or stay: what the server found
 * wrong looks right to us, and must not vanish before it was edited.
 */
function recheck(
  form: Form,
  state: FillIn,
  { act, fieldId, answers }: Extract<FillInAct, { act: 'edited' | 'left' }>,
  today: CivilDate
): FillIn {
  const leaving = act === 'left'
  const field = formFields(form).find((one) => one.id === fieldId)
  const marked = state.wrong[fieldId] !== undefined
  if (!field || (!leaving && !marked)) return state
  const checked = checkAnswer(field, answers[fieldId], today)
  if (leaving && checked.ok) return state
  const { [fieldId]: _, ...others } = state.wrong
  const wrong = checked.ok ? others : { ...others, [fieldId]: checked.reason }
  return { ...state, wrong, listed: state.listed && Object.keys(wrong).length > 0 }
}

/**
 * One step of filling a form in. A field is checked when it is left; while it is being typed in, a mark only goes away
 * or changes, it never appears. 下一步 and 提交 are refused at the first wrong field. Checked as of `today`.
 */
export function fillIn(form: Form, state: FillIn, act: FillInAct, today: CivilDate): FillIn {
  const screens = screensOf(form)
  switch (act.act) {
    case 'edited':
    case 'left':
      return recheck(form, state, act, today)
    case 'next': {
      const screen = screens[state.screen]
      const wrong = screen ? wrongOn(screen, act.answers, today) : {}
      if (Object.keys(wrong).length > 0) return refuse(form, state, wrong)
      return { screen: Math.min(state.screen + 1, screens.length - 1), wrong: {}, listed: false, focus: null }
    }
    case 'back':
      return { screen: Math.max(state.screen - 1, 0), wrong: {}, listed: false, focus: null }
    case 'show':
      return { screen: act.screen, wrong: {}, listed: false, focus: null }
    case 'focus':
      return { ...state, focus: focusOn(state, act.fieldId) }
    case 'refused':
      return refuse(form, state, act.wrong)
    case 'restart':
      return startFilling(form, act.answers, today)
  }
}

/** All answers of a form that are wrong as of `today`, before 提交, keyed by field id; empty when it may go out. */
export function wrongAnywhere(form: Form, answers: Answers, today: CivilDate): Record<string, string> {
  const checked = checkAnswers(form, answers, today)
  return checked.ok ? {} : checked.fields
}
