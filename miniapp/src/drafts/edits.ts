import type { Answer, Answers } from '@shared/contract/form'

/** What the citizen typed and the server has not confirmed yet; `order` grows with every edit on this phone. */
export type Edits = Record<string, { value: Answer; order: number }>

/** The highest number among edits; 0 = there are none. */
export const highest = (edits: Edits): number =>
  Object.values(edits).reduce((most, edit) => Math.max(most, edit.order), 0)

/** Takes one edit down, with a number above `after` and all others; a later edit of the same field replaces the earlier one. */
export const noteEdit = (edits: Edits, fieldId: string, value: Answer, after = 0): Edits => ({
  ...edits,
  [fieldId]: { value, order: Math.max(after, highest(edits)) + 1 }
})

/** The answers of the edits alone: the body of a save. */
export const editedAnswers = (edits: Edits): Answers =>
  Object.fromEntries(Object.entries(edits).map(([fieldId, edit]) => [fieldId, edit.value]))

/** What the screen shows: the server's answers, and over them, field by field, what it does not know yet. */
export const overlay = (answers: Answers, edits: Edits): Answers => ({ ...answers, ...editedAnswers(edits) })

/** After a confirmed save: drops what was sent, keeps every field edited again meanwhile. */
export const settle = (edits: Edits, sent: Edits): Edits =>
  Object.fromEntries(Object.entries(edits).filter(([fieldId, edit]) => sent[fieldId]?.order !== edit.order))

/** How many batches are remembered: more are not under way at once, whatever the network does. */
const MOST_SENT = 12

/** One more batch that goes out, before those that went out earlier; the same again counts once. */
export function withSent(sent: readonly Answers[], batch: Answers): Answers[] {
  if (Object.keys(batch).length === 0) return [...sent]
  const text = JSON.stringify(batch)
  return [batch, ...sent.filter((one) => JSON.stringify(one) !== text)].slice(0, MOST_SENT)
}

/** Turns answers into edits, older than those already there: used to carry a whole form into a new draft. */
export function carryOver(answers: Answers, edits: Edits, after = 0): Edits {
  let carried: Edits = {}
  const inOrder = Object.entries(edits).sort(([, a], [, b]) => a.order - b.order)
  for (const [fieldId, value] of Object.entries(answers)) carried = noteEdit(carried, fieldId, value, after)
  for (const [fieldId, edit] of inOrder) carried = noteEdit(carried, fieldId, edit.value, after)
  return carried
}

/** The edits without these fields. */
export const withoutEdits = (edits: Edits, fieldIds: readonly string[]): Edits =>
  Object.fromEntries(Object.entries(edits).filter(([fieldId]) => !fieldIds.includes(fieldId)))

export const same = (a: Answer | undefined, b: Answer | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Fields whose answer differs between two states of a draft. */
export const changedFields = (before: Answers, after: Answers): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (fieldId) => !same(before[fieldId], after[fieldId])
  )

/**
 * Fields edited here that another device changed too since `before` was read, to something else than we hold: the person
 * is asked which of the two stands.
 */
export const editedOnBoth = (before: Answers, now: Answers, edits: Edits): string[] =>
  changedFields(before, now).filter((fieldId) => {
    const edit = edits[fieldId]
    return edit !== undefined && !same(edit.value, now[fieldId])
  })
