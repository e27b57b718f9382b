import type { Sql } from '../../platform/db/db'
import type { Refused } from '../../platform/http/refused'
import type { ActingCaller } from '../mandates/port'

/** What is rated: a case, or a visit to a hall (its appointment). */
export type RateableKind = 'case' | 'visit'

/** A case or a visit as its rating sees it. */
export interface Rateable {
  kind: RateableKind
  id: string
  ownerId: string
  serviceId: string
  serviceName: string
  /** id in departments.yaml; null = the service item is published no longer */
  departmentId: string | null
  departmentName: string
  /** staff ids of whoever had it in hand: they never see what was said of it */
  handledBy: readonly string[]
  /** the 一件事 it is part of: that is rated, once, in its place; null = it is rated by itself */
  ratedWith: string | null
  /** completed or refused then, or served at the window; null = not yet */
  endedAt: Date | null
  /** the result with all its details is stored here: nothing can go wrong with it any more */
  resultIsThere: boolean
}

/** What of one kind the caller may rate; provided by services and halls. */
export interface Rateables {
  find(sql: Sql, caller: ActingCaller, id: string): Promise<Rateable | Refused<'not_found' | 'out_of_scope'>>
}
