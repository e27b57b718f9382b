import type { CivilDate } from '@shared/values/civil-date'
import type { Sql, Tx } from '../../platform/db/db'
import type { Refused } from '../../platform/http/refused'

/** What staff have to do by hand. Parts 3, 6 and 7 add kinds. */
export type TaskKind =
  | 'review'
  | 'dispute'
  | 'correction'
  | 'prefill-dispute'
  | 'not-me'
  | 'parked'
  | 'overdue'
  /** 备案 that was done at once: somebody looks at it afterwards */
  | 'filing'
  /** 告知承诺: the promise is checked after the licence was granted, and again when it was to be mended */
  | 'pledge'
  | 'pledge-mended'
  | 'owed'
  | 'rating-contact'
  | 'rating'
  | 'rating-check'
  | 'rating-overdue'

/** Opens a task in the caller's transaction: an owner takes it later, its deadline is counted in working days. */
export interface Tasks {
  /** the same kind and aboutId twice is one task */
  open(
    tx: Tx,
    task: {
      kind: TaskKind
      /** id in departments.yaml: whose queue */
      department: string
      /** no personal value: 护照人工核验 */
      title: string
      aboutId: string
      dueInWorkingDays: number
      /** the day the working days are counted from; absent: today */
      from?: CivilDate
      /** staff of whom the one with the fewest open tasks owns it at once; absent or empty: free in the queue */
      candidates?: readonly string[]
    }
  ): Promise<void>
}

export interface StaffName {
  staffId: string
  /** title and department, never the name: what citizens read in the ledger */
  publicName: string
}

/** How the thing behind one kind of task is shown and decided; the domain that opens the task provides it. */
export interface TaskSubject {
  /** null = it is gone. What is shown is written to the ledger of `ownerId` by the task queue, with `purpose` and `fields`. */
  show(
    sql: Sql,
    aboutId: string
  ): Promise<{
    ownerId: string
    purpose: string
    fields: string[]
    lines: { label: string; value: string }[]
    files: { id: string; name: string; type: string }[]
  } | null>
  file?(sql: Sql, aboutId: string, fileId: string): Promise<{ name: string; type: string; bytes: Buffer } | null>
  /** staff who must not take it: whoever checks work has not done it */
  barred?(sql: Sql, aboutId: string): Promise<readonly string[]>
  decisions: readonly { id: string; label: string; needsReason: boolean }[]
  /** false = it is decided already; a refusal says why it cannot be decided so now */
  decide(
    tx: Tx,
    aboutId: string,
    decision: string,
    reason: string,
    by: StaffName
  ): Promise<boolean | Refused<'form_invalid'>>
}
