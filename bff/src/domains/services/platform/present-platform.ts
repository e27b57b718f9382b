import { CASE_STATES, type CaseState } from '@shared/contract/applications'
import { HEALED_BY_STAFF, type PlatformDifference, type PlatformItem } from '@shared/contract/platform-desk'
import { instantText } from '../../../platform/clock/instant-text'
import type { DifferenceRow } from './difference-store'
import type { SyncItems } from './sync-items'

const isState = (word: string): word is CaseState => Object.hasOwn(CASE_STATES, word)
const inWords = (state: string | null): string =>
  state === null ? '没有' : isState(state) ? CASE_STATES[state] : state

/** A difference as the desk reads it: case number and states, nothing of the applicant. */
export const presentDifference = (row: DifferenceRow): PlatformDifference => ({
  id: row.id,
  kind: row.kind,
  // our id is what the platform calls its 外部编号
  number: row.number ?? row.outer_id,
  serviceName: row.service_name,
  ours: inWords(row.ours),
  theirs: row.kind === 'unknown-state' ? '无法识别' : inWords(row.theirs),
  foundAt: instantText(row.found_at),
  tries: row.tries,
  healedAt: row.healed_at && instantText(row.healed_at),
  healedBy: row.healed_by,
  closedReason: row.closed_reason,
  closable: row.healed_at === null && HEALED_BY_STAFF.some((kind) => kind === row.kind)
})

type Found = Awaited<ReturnType<SyncItems['differences']>>[number]

export const presentItem = (
  { difference, row, noted }: Found,
  { mendable }: Pick<SyncItems, 'mendable'>
): PlatformItem => ({
  ...difference,
  changedAt: row ? instantText(row.changed_at) : null,
  proposable: difference.serviceId !== null && mendable(difference.changes),
  noted
})
