import { type Form, formFields } from '@shared/contract/form'
import type { OwedItem } from '@shared/contract/owed'
import type { OwedRow } from './store'

/** What stands for itself, and not for a paper. */
const PLEDGE: Partial<Record<OwedRow['state'], string>> = {
  standing: '已作承诺',
  broken: '承诺不实，限期整改',
  mended: '已整改',
  revoked: '许可已撤销'
}

export function owedLabel({ kind, state, broken_on }: Pick<OwedRow, 'kind' | 'state' | 'broken_on'>): string {
  if (kind === 'pledge') return PLEDGE[state] ?? ''
  if (state === 'handed-in') return broken_on ? '已补交（超过了期限）' : '已补交'
  if (state === 'standing') return '已用承诺代替'
  if (state === 'broken') return kind === 'later' ? '超过期限没有补交' : '承诺不实'
  return '待补交'
}

/** A field the form of the case does not have takes one file. */
function mostFiles(form: Form, field: string): number {
  const found = formFields(form).find(({ id }) => id === field)
  return found?.kind === 'upload' ? found.maxFiles : 1
}

/** `form`: the one the case was handed in with. */
export const presentOwed = (row: Omit<OwedRow, 'broken_reason_sealed'>, form: Form): OwedItem => ({
  field: row.field,
  label: row.label,
  kind: row.kind,
  dueDay: row.due_day,
  state: row.state,
  stateLabel: owedLabel(row),
  maxFiles: mostFiles(form, row.field),
  promise: row.promise,
  brokenOn: row.broken_on
})
