import type { Sql } from '../../platform/db/db'
import type { Refused } from '../../platform/http/refused'
import type { ActingCaller } from '../mandates/port'

/** A case as its rating sees it. */
export interface RateableCase {
  id: string
  ownerId: string
  serviceId: string
  serviceName: string
  /** id in departments.yaml; null = the service item is published no longer */
  departmentId: string | null
  departmentName: string
  /** completed or refused then; null = a department still works on it */
  endedAt: Date | null
  /** the result with all its details is stored here: nothing can go wrong with it any more */
  resultIsThere: boolean
}

/** Cases the caller may act on; provided by services. */
export interface RateableCases {
  find(sql: Sql, caller: ActingCaller, caseId: string): Promise<RateableCase | Refused<'not_found' | 'out_of_scope'>>
}
