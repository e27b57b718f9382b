import type { Sql } from '../../platform/db/db'

declare const granted: unique symbol

/**
 * Proof that the owner agrees now that this department gets these fields for this purpose (PIPL 23, 29). Only consents
 * makes one, so a connector that reads or hands over somebody's data without it does not type-check.
 */
export interface Grant<Department extends string> {
  readonly department: Department
  readonly ownerId: string
  readonly consentId: string
  readonly purpose: string
  readonly fields: readonly string[]
  readonly [granted]: true
}

export interface Consents {
  /** null = not given, ended or withdrawn. Ask again before every hand-over: a withdrawal counts within 5 s. */
  grant<Department extends string>(
    sql: Sql,
    wanted: { ownerId: string; sharingId: string; department: Department }
  ): Promise<Grant<Department> | null>
}
