import type { OwedItem } from '@shared/contract/owed'
import type { OwedRow } from './store'

function labelOf({ kind, state, broken_on }: Pick<OwedRow, 'kind' | 'state' | 'broken_on'>): string {
  if (state === 'handed-in') return broken_on ? '已补交（超过了期限）' : '已补交'
  if (state === 'standing') return '已用承诺代替'
  if (state === 'broken') return kind === 'later' ? '超过期限没有补交' : '承诺不实'
  return '待补交'
}

export const presentOwed = (row: Omit<OwedRow, 'broken_reason_sealed'>): OwedItem => ({
  field: row.field,
  label: row.label,
  kind: row.kind,
  dueDay: row.due_day,
  state: row.state,
  stateLabel: labelOf(row),
  promise: row.promise,
  brokenOn: row.broken_on
})
