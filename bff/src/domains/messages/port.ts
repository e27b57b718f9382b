import type { Tx } from '../../platform/db/db'

/** Everything the product tells a citizen starts as one of these events (wording: messages/wording.ts). */
export type NotifyEvent =
  | 'case.submitted'
  | 'case.received'
  | 'case.accepted'
  | 'case.reviewing'
  | 'case.correction'
  | 'case.completed'
  | 'case.refused'
  | 'case.result'

export interface Notice {
  event: NotifyEvent
  /** citizen id */
  to: string
  /** the same key twice is one message */
  key: string
  /** no personal value: the inbox is not sealed */
  data: { caseId: string; caseNumber: string; serviceName: string; department: string; day?: string }
}

/** Writes to the inbox in the caller's transaction; if that rolls back, nothing was said. */
export type Notify = (tx: Tx, notice: Notice) => Promise<void>
