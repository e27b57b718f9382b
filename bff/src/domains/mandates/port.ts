import type { Capacity } from '@shared/contract/identity'
import type { Sql, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import type { Notice } from '../messages/port'

/** The register of the market-regulation bureau (市场监管): who stands behind a credit code. Throws DepartmentUnavailable. */
export interface RegisteredEnterprise {
  name: string
  creditCode: string
  legalRepresentative: { name: string; idNumber: string }
  /** 存续 and the like; anything but 'active' cannot be bound */
  state: 'active' | 'revoked' | 'cancelled'
}
export interface MarketRegister {
  /** null = no such enterprise */
  byCreditCode(creditCode: string): Promise<RegisteredEnterprise | null>
}

/** As much of a caller as says who acts and for whom. */
export type ActingCaller = Pick<SessionCaller, 'citizenId' | 'selfIds' | 'ownerId' | 'ownerIds' | 'capacity'>

/** Service items the caller may act on now: null = every one, an empty list = none. */
export function reachOf({ capacity }: Pick<ActingCaller, 'capacity'>): readonly string[] | null {
  if (!capacity.scope) return null
  return capacity.scope.domains.includes('services') ? capacity.scope.serviceIds : []
}

/** Who acted, as it is kept with an act: shown to the owner and to whoever acts for the owner later. */
export interface Actor {
  citizenId: string
  capacity: Capacity['kind']
  mandateId: string | null
  /** 本人, or the part with the masked name: 代办人张*, 经办人李*, 法定代表人赵*, 监护人王* */
  label: string
}

/** An enterprise as the register had it when it was last asked. */
export type BoundEnterprise = Pick<RegisteredEnterprise, 'name' | 'creditCode'> & { confirmedAt: Date }

/** What other domains need of acting for somebody else. */
export interface Acting {
  actorOf(sql: Sql, caller: ActingCaller): Promise<Actor>
  /** The enterprise an owner is; null = a person. */
  enterpriseOf(sql: Sql, ownerId: string): Promise<BoundEnterprise | null>
  /**
   * Tells the owner (for an enterprise its legal representative as well) that something was done under a mandate, in the
   * caller's transaction. Somebody who acts for themselves is told nothing. `key` names the act: twice is one message.
   */
  tellOwner(
    tx: Tx,
    caller: ActingCaller,
    act: { what: string; key: string } & Pick<Notice, 'about' | 'serviceId'>
  ): Promise<void>
}
