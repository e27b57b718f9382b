import type { Message } from '@shared/contract/messages'
import type { Tx } from '../../platform/db/db'

/** What a step of a case says. */
export interface CaseNotice {
  caseId: string
  caseNumber: string
  serviceName: string
  department: string
  day?: string
}

/** Everything the product tells somebody starts as one of these events (wording: messages/wording.ts). No personal value in any: the inbox is not sealed. */
export interface NoticeData {
  'case.submitted': CaseNotice
  'case.received': CaseNotice
  'case.accepted': CaseNotice
  'case.reviewing': CaseNotice
  'case.correction': CaseNotice
  'case.completed': CaseNotice
  'case.refused': CaseNotice
  'case.result': CaseNotice
  /** somebody signed in; `device` is coarse: 微信小程序 · iPhone */
  'session.opened': { device: string; at: string }
}
export type NotifyEvent = keyof NoticeData

export interface Notice<E extends NotifyEvent = NotifyEvent> {
  event: E
  /** citizen or enterprise id */
  to: string
  /** the same key twice is one message */
  key: string
  data: NoticeData[E]
  /** the page that opens when the message is tapped */
  about: Message['about']
}

/** Writes to the inbox in the caller's transaction; if that rolls back, nothing was said. */
export type Notify = <E extends NotifyEvent>(tx: Tx, notice: Notice<E>) => Promise<void>
