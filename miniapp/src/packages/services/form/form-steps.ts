import { type Answers, checkAnswer, type Field, type Form } from '@shared/contract/form'
import type { CivilDate } from '@shared/values/civil-date'

/** One screen of the application: a part of the form, or 核对 as the last one. */
export type Screen = { kind: 'part'; title: string; fields: Field[] } | { kind: 'review'; title: string }

/** The screens of a form in order; 核对 always comes last. */
export const screensOf = (form: Form): Screen[] => [
  ...form.steps.map((step): Screen => ({ kind: 'part', title: step.title, fields: step.fields })),
  { kind: 'review', title: '核对' }
]

/** Sentences for the fields of one screen that are wrong as of `today`, keyed by field id; empty for 核对. */
export function wrongOn(screen: Screen, answers: Answers, today: CivilDate): Record<string, string> {
  const wrong: Record<string, string> = {}
  for (const field of screen.kind === 'part' ? screen.fields : []) {
    const checked = checkAnswer(field, answers[field.id], today)
    if (!checked.ok) wrong[field.id] = checked.reason
  }
  return wrong
}

/**
 * The first wrong field in reading order and the index of its screen; undefined when none of `wrong` is in the form.
 * `wrong` is keyed by field id, as checkAnswers and the `form_invalid` error give it.
 */
export function firstWrong(form: Form, wrong: Record<string, string>): { screen: number; fieldId: string } | undefined {
  for (const [screen, step] of form.steps.entries())
    for (const field of step.fields) if (wrong[field.id] !== undefined) return { screen, fieldId: field.id }
  return undefined
}

/** Wrong fields in reading order, for the list above the form. */
export const wrongInOrder = (form: Form, wrong: Record<string, string>): { fieldId: string; sentence: string }[] =>
  form.steps.flatMap((step) =>
    step.fields.flatMap((field) => {
      const sentence = wrong[field.id]
      return sentence === undefined ? [] : [{ fieldId: field.id, sentence }]
    })
  )

/** Where to go on with a begun form: the first screen that is not right yet, 核对 when all are. */
export function screenToResume(form: Form, answers: Answers, today: CivilDate): number {
  const screens = screensOf(form)
  const open = screens.findIndex((screen) => Object.keys(wrongOn(screen, answers, today)).length > 0)
  return open === -1 ? screens.length - 1 : open
}

/**
 * Where a 补正 begins: the first part with a field the department names (by its label), otherwise the first part.
 * `items` are what the department asks for, in its own words.
 */
export function screenToMend(form: Form, items: string[]): number {
  const named = (field: Field) => items.some((item) => item.includes(field.label) || field.label.includes(item))
  return Math.max(
    0,
    form.steps.findIndex((step) => step.fields.some(named))
  )
}
