import { type Answers, type Form, formFields, textsOf } from '@shared/contract/form'
import { shownForm } from '@shared/contract/form-shown'
import { civilDateAt } from '@shared/values/civil-date'
import { addWorkingDays, type WorkingCalendar } from '@shared/values/working-days'
import type { Tx } from '../../../platform/db/db'
import { sm3 } from '../../../platform/gm/sm3'
import { dropOwedBeside, insertOwed, owedOf, settleOwed } from './store'

interface HandedIn {
  form: Form
  answers: Answers
  at: Date
}

/** What a field is answered with in place of files; null = with files, or not at all. */
const insteadIn = (answers: Answers, fieldId: string) => {
  const value = answers[fieldId]
  return typeof value === 'object' && 'instead' in value ? value.instead : null
}

/**
 * Writes down what a case is handed in without: until when it is owed (working days from the day it was handed in), or
 * the promise in its place, word for word. What has come since is settled, what the form asks no more is forgotten. In
 * the transaction that hands the case in.
 */
export async function writeOwed(tx: Tx, caseId: string, given: HandedIn, calendar: WorkingCalendar): Promise<void> {
  const { form, answers, at } = given
  const known = await owedOf(tx, caseId)
  const shown = formFields(shownForm(form, answers))
  await dropOwedBeside(
    tx,
    caseId,
    shown.map(({ id }) => id)
  )
  for (const field of shown) {
    if (field.kind !== 'upload') continue
    const instead = insteadIn(answers, field.id)
    const common = { case_id: caseId, field: field.id, label: field.label }
    if (instead === 'later' && field.later) {
      const due_day = addWorkingDays(civilDateAt(at), field.later.days, calendar).day
      await insertOwed(tx, { ...common, kind: 'later', promise: null, promise_hash: null, due_day, state: 'owed' })
    }
    if (instead === 'promise' && field.promise) {
      const hash = sm3(Buffer.from(field.promise)).toString('hex')
      const promised = { promise: field.promise, promise_hash: hash, due_day: null }
      await insertOwed(tx, { ...common, kind: 'promise', ...promised, state: 'standing' })
    }
    const before = known.find((row) => row.field === field.id && row.state !== 'handed-in')
    if (before && textsOf(answers[field.id]).length > 0) await settleOwed(tx, caseId, field.id, at)
  }
}
