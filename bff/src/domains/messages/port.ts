import type { Message } from '@shared/contract/messages'
import type { Tx } from '../../platform/db/db'

/** What a step of a case says. */
export interface CaseNotice {
  caseId: string
  caseNumber: string
  serviceName: string
  department: string
  day?: string
  /** how the parts of a 一件事 ended, when not all ended well */
  tally?: string
}

/** What a step of a bad rating says. */
interface RatingNotice {
  serviceName: string
  /** last day of what comes next */
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
  /** ended with 不予批准 */
  'case.denied': CaseNotice
  'case.refused': CaseNotice
  'case.result': CaseNotice
  /** the clock of the promise stands still, or runs again */
  'case.paused': CaseNotice
  'case.resumed': CaseNotice
  /** the notice of a further year moved the promised day; without `day`: of one or more parts of a 一件事 */
  'case.recounted': CaseNotice
  /** the promised day is over; `day` is that day */
  'case.overdue': CaseNotice
  /** the day until which the citizen was to mend is over */
  'case.mend-overdue': CaseNotice
  'case.payment': CaseNotice
  'case.pay-overdue': CaseNotice
  'case.paid': CaseNotice
  /** a material that was to come later did not come by its day; a promise in place of one was found untrue */
  'case.owed-overdue': CaseNotice
  'case.promise-broken': CaseNotice
  /** 告知承诺: what was granted is to be mended until `day`; it was mended and stays */
  'case.pledge-mend': CaseNotice
  'case.pledge-mended': CaseNotice
  /** the department looked at a 备案 afterwards and found its papers not in order */
  'case.filing-unfit': CaseNotice
  /** the paper of the result was sent off, or collected at the window */
  'case.posted': CaseNotice
  'case.collected': CaseNotice
  'case.withdrawn': CaseNotice
  /** a department did not get what it needs, because the owner does not agree (any more) */
  'case.consent-missing': CaseNotice
  /** a bad rating: somebody looks after it; it is mended and the rater may answer until `day`; the second check is over */
  'rating.handling': RatingNotice
  'rating.mended': RatingNotice
  'rating.closed': RatingNotice
  /** the rater's words were found unfit after they were taken in: no clerk reads them */
  'rating.words-unfit': RatingNotice
  /** `day` is the last one, YYYY-MM-DD */
  'certificate.expiring': { title: string; day: string }
  'certificate.withdrawn': { title: string; department: string }
  /** the district has answered a dispute about a read of one's data */
  'dispute.answered': { at: string }
  /** 更正 has been answered; the words of the answer are sealed, on 我的身份 */
  'correction.answered': { corrected: boolean }
  /** a department has looked at an entry of its register that somebody called wrong; `label` is the field's */
  'prefill.answered': { label: string; corrected: boolean }
  /** `who` is a masked name; `owner` 您 or the enterprise's name in “”; `what` in words: 提交了“…”申请 */
  'mandate.accepted': { who: string; part: string; until: string }
  'mandate.acted': { who: string; owner: string; at: string; what: string }
  'mandate.ended': { who: string; owner: string }
  /** to the one who acted; `owner` is a masked name or the enterprise's */
  'mandate.released': { owner: string }
  /** the register names another legal representative: to the former one, and to the agents, who stay */
  'enterprise.released': { enterprise: string }
  'enterprise.changed': { enterprise: string }
  /** somebody signed in; `device` is coarse: 微信小程序 · iPhone */
  'session.opened': { device: string; at: string }
  /** the bound number was taken over by another account */
  'phone.moved': Record<string, never>
  'account.merged': Record<string, never>
  /** to an account verified by typed words only: the person themselves has come with more */
  'identity.moved': { by: 'ykb' | 'face' | 'counter' }
  /** papers looked at by hand; the words of a refusal are sealed, on 我的身份 */
  'review.decided': { matter: string; approved: boolean }
  /** by the person, or because WeChat says they took their authorisation back; until then it can be stopped */
  'closure.asked': { due: string; byWechat: boolean }
  /** 大厅预约; `at` is the beginning in words, `why` a sentence when the hall cancelled it */
  'hall.booked': { hall: string; service: string; at: string }
  'hall.cancelled': { hall: string; service: string; at: string; why: string | null }
  /** the hotline has reported a step of a 诉求 */
  'request.step': { state: string; ended: boolean }
  /** WeChat found photos of a 诉求 unfit: they are taken out, the words go on */
  'request.photos-unfit': { count: number }
  'hall.called': { hall: string; number: string; window: string }
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
  /** the service item it is about: in the inbox of an enterprise an agent reads what is within their scope */
  serviceId?: string | undefined
}

/** Writes to the inbox in the caller's transaction; if that rolls back, nothing was said. */
export type Notify = <E extends NotifyEvent>(tx: Tx, notice: Notice<E>) => Promise<void>

/** What the SMS gateway knows of one of our messages; unknown = never taken, or forgotten by now. */
export type SmsReceipt = 'sent' | 'delivered' | 'failed' | 'unknown'
export interface SmsReceipts {
  /** Throws DepartmentUnavailable. */
  receipt(outId: string): Promise<SmsReceipt>
}
