import type { Answers } from '@shared/contract/form'
import { ruledWith } from '@shared/contract/form-rules'
import { type Asking, firstWrong, screensOf, screenToMend, screenToResume, wrongAnywhere, wrongOn } from './form-steps'

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
  | { act: 'focus'; fieldId: string; answers: Answers }
  /** sentences per field, from the server or from checkAnswers before 提交 */
  | { act: 'refused'; wrong: Record<string, string>; answers: Answers }
  /** the form, its answers or the pace (长辈版) came anew */
  | { act: 'restart'; answers: Answers }

/** Begins where the answers are not right yet, or at the first of `mend`, what a department wants mended. */
export const startFilling = (asking: Asking, answers: Answers, mend?: readonly string[]): FillIn => ({
  screen: mend ? screenToMend(asking, answers, mend) : screenToResume(asking, answers),
  wrong: {},
  listed: false,
  focus: null
})

const focusOn = (state: FillIn, fieldId: string): FillIn['focus'] => ({ fieldId, turn: (state.focus?.turn ?? 0) + 1 })

function refuse(asking: Asking, state: FillIn, wrong: Record<string, string>, answers: Answers): FillIn {
  const first = firstWrong(asking, answers, wrong)
  if (!first) return { ...state, wrong: {}, listed: false }
  return { screen: first.screen, wrong, listed: true, focus: focusOn(state, first.fieldId) }
}

/**
 * While typing (`edited`) marks only change or go, also those of fields bound to this one by a rule; on leaving they
 * only come or stay: what the server found wrong looks right to us, and must not vanish before it was edited.
 */
function recheck(
  asking: Asking,
  state: FillIn,
  { act, fieldId, answers }: Extract<FillInAct, { act: 'edited' | 'left' }>
): FillIn {
  const found = wrongAnywhere(asking, answers)
  const touched =
    act === 'left'
      ? [fieldId].filter((id) => found[id] !== undefined)
      : [fieldId, ...ruledWith(asking.form, fieldId)].filter((id) => state.wrong[id] !== undefined)
  if (touched.length === 0) return state
  const others = Object.entries(state.wrong).filter(([id]) => !touched.includes(id))
  const again = touched.flatMap((id): [string, string][] => (found[id] === undefined ? [] : [[id, found[id]]]))
  const wrong = Object.fromEntries([...others, ...again])
  return { ...state, wrong, listed: state.listed && Object.keys(wrong).length > 0 }
}

function next(asking: Asking, state: FillIn, answers: Answers): FillIn {
  const screens = screensOf(asking, answers)
  const screen = screens[state.screen]
  const wrong = screen ? wrongOn(screen, wrongAnywhere(asking, answers)) : {}
  if (Object.keys(wrong).length > 0) return refuse(asking, state, wrong, answers)
  return { screen: Math.min(state.screen + 1, screens.length - 1), wrong: {}, listed: false, focus: null }
}

/**
 * One step of filling a form in. A field is checked when it is left; while it is being typed in, a mark only goes away
 * or changes, it never appears. 下一步 and 提交 are refused at the first wrong field.
 */
export function fillIn(asking: Asking, state: FillIn, act: FillInAct): FillIn {
  switch (act.act) {
    case 'edited':
    case 'left':
      return recheck(asking, state, act)
    case 'next':
      return next(asking, state, act.answers)
    case 'back':
      return { screen: Math.max(state.screen - 1, 0), wrong: {}, listed: false, focus: null }
    case 'show':
      return { screen: act.screen, wrong: {}, listed: false, focus: null }
    case 'focus': {
      const at = firstWrong(asking, act.answers, { [act.fieldId]: '' })
      return { ...state, screen: at?.screen ?? state.screen, focus: focusOn(state, act.fieldId) }
    }
    case 'refused':
      return refuse(asking, state, act.wrong, act.answers)
    case 'restart':
      return startFilling(asking, act.answers)
  }
}
