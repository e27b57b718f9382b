import type { CaseState } from '@shared/contract/applications'
import type { Notice, NotifyEvent } from '../messages/port'
import type { CaseRow } from './case-store'

export type CaseEvent = Extract<NotifyEvent, `case.${string}`>

const EVENT_OF = {
  submitted: 'case.submitted',
  received: 'case.received',
  accepted: 'case.accepted',
  reviewing: 'case.reviewing',
  correction: 'case.correction',
  payment: 'case.payment',
  completed: 'case.completed',
  refused: 'case.refused',
  withdrawn: 'case.withdrawn'
} as const satisfies Record<CaseState, CaseEvent>

/** A decision against the applicant is told as one. */
export const eventOf = (state: CaseState, denied = false): CaseEvent =>
  state === 'completed' && denied ? 'case.denied' : EVENT_OF[state]

/** What the inbox is told about a case; `once` tells apart repeated steps of one kind (a second 补正). */
export const noticeOf = (
  found: Pick<CaseRow, 'id' | 'number' | 'citizen_id' | 'service_id' | 'service_name' | 'department' | 'promised_day'>,
  event: CaseEvent,
  once: string = event
): Notice<CaseEvent> => ({
  event,
  to: found.citizen_id,
  key: `${found.id}:${once}`,
  about: { kind: 'case', id: found.id },
  serviceId: found.service_id,
  data: {
    caseId: found.id,
    caseNumber: found.number,
    serviceName: found.service_name,
    department: found.department,
    ...(found.promised_day ? { day: found.promised_day } : {})
  }
})
