import { type Answers, type Field, type Form, formFields } from '@shared/contract/form'
import { checkAnswers } from '@shared/contract/form-check'
import { shownForm } from '@shared/contract/form-shown'
import type { CivilDate } from '@shared/values/civil-date'

/** One screen of the application: a part of the form (one question in 长辈版), or 核对. */
export type Screen = { kind: 'part'; title: string; fields: Field[] } | { kind: 'review'; title: string }

/** What is asked, the day the answers are checked as of, and whether every question has a screen of its own. */
export interface Asking {
  form: Form
  today: CivilDate
  oneByOne: boolean
}

/**
 * The screens in order, as these answers make them. 核对 comes last; a form that stands on one screen as a whole is its
 * own 核对.
 */
export function screensOf({ form, oneByOne }: Asking, answers: Answers): Screen[] {
  const parts = shownForm(form, answers).steps.flatMap(({ title, fields }): Screen[] =>
    oneByOne ? fields.map((field) => ({ kind: 'part', title, fields: [field] })) : [{ kind: 'part', title, fields }]
  )
  return !oneByOne && form.steps.length === 1 ? parts : [...parts, { kind: 'review', title: '核对' }]
}

/** All answers that are wrong, keyed by field id, the rules between them included; empty when the form may go out. */
export function wrongAnywhere({ form, today }: Asking, answers: Answers): Record<string, string> {
  const checked = checkAnswers(form, answers, today)
  return checked.ok ? {} : checked.fields
}

/** Those of `wrong` that stand on one screen; none on 核对. */
export const wrongOn = (screen: Screen, wrong: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    screen.kind === 'part' ? screen.fields.flatMap(({ id }) => (wrong[id] === undefined ? [] : [[id, wrong[id]]])) : []
  )

/**
 * The first wrong field in reading order and the index of its screen; undefined when none of `wrong` is asked.
 * `wrong` is keyed by field id, as checkAnswers and the `form_invalid` error give it.
 */
export function firstWrong(
  asking: Asking,
  answers: Answers,
  wrong: Record<string, string>
): { screen: number; fieldId: string } | undefined {
  for (const [screen, part] of screensOf(asking, answers).entries())
    for (const { id } of part.kind === 'part' ? part.fields : [])
      if (wrong[id] !== undefined) return { screen, fieldId: id }
  return undefined
}

/** Wrong fields in reading order, for the list above the form. */
export const wrongInOrder = (form: Form, wrong: Record<string, string>): { fieldId: string; sentence: string }[] =>
  formFields(form).flatMap(({ id }) => (wrong[id] === undefined ? [] : [{ fieldId: id, sentence: wrong[id] }]))

/** Where to go on with a begun form: the first screen that is not right yet, 核对 when all are. */
export function screenToResume(asking: Asking, answers: Answers): number {
  const screens = screensOf(asking, answers)
  const wrong = wrongAnywhere(asking, answers)
  const open = screens.findIndex((screen) => Object.keys(wrongOn(screen, wrong)).length > 0)
  return open === -1 ? screens.length - 1 : open
}

/**
 * Where a 补正 begins: the first screen with a field the department names (by its label), otherwise the first one.
 * `items` are what the department asks for, in its own words.
 */
export function screenToMend(asking: Asking, answers: Answers, items: readonly string[]): number {
  const named = (field: Field) => items.some((item) => item.includes(field.label) || field.label.includes(item))
  return Math.max(
    0,
    screensOf(asking, answers).findIndex((screen) => screen.kind === 'part' && screen.fields.some(named))
  )
}
