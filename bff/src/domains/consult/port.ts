import type { RequestKind, RequestState } from '@shared/contract/consult-requests'
import type { Sql } from '../../platform/db/db'
import type { Refused } from '../../platform/http/refused'
import type { Grant } from '../consents/port'
import type { ActingCaller } from '../mandates/port'

/** A 诉求 as the hotline gets it. */
export interface WorkOrder {
  /** ours; the same again is the same order */
  outerId: string
  kind: RequestKind
  category: string | null
  text: string
  place: { address: string; point?: { longitude: number; latitude: number } | undefined } | null
  /** title of the item or case it is about */
  about: string | null
  /** 11 digits */
  mobile: string
  photos: { fileName: string; contentType: string; content: Buffer }[]
  /** words or photos among it that WeChat could not be asked about: whoever works on it reads them first */
  unchecked: boolean
  submittedAt: Date
}

/** A step of a work order. */
export interface OrderStep {
  eventId: string
  outerId: string
  orderNo: string
  state: Exclude<RequestState, 'sending' | 'withheld' | 'unfit'>
  at: Date
  /** who works on it */
  unit: string | null
  note: string | null
}

/** The 12345 hotline. Throws DepartmentUnavailable or DepartmentRefused. */
export interface Hotline {
  create(order: WorkOrder, grant: Grant<'hotline'>): Promise<{ orderNo: string; receivedAt: Date }>
  /** null = it does not know the order */
  steps(outerId: string): Promise<OrderStep[] | null>
}

/** Cases the caller may speak about; provided by services. */
export interface NamedCases {
  find(
    sql: Sql,
    caller: ActingCaller,
    caseId: string
  ): Promise<{ serviceName: string } | Refused<'not_found' | 'out_of_scope'>>
}
