import type { Sql, Tx } from '../../platform/db/db'

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
  /** whether it still stands; a connector asks right before each attempt, outside of any transaction */
  readonly holds: () => Promise<boolean>
  readonly [granted]: true
}

export interface Consents {
  /** null = not given, ended or withdrawn. Ask again before every hand-over: a withdrawal counts within 5 s. */
  grant<Department extends string>(
    sql: Sql,
    wanted: { ownerId: string; sharingId: string; department: Department }
  ): Promise<Grant<Department> | null>
  /** Which of these sharings the owner has not agreed to, with their purposes in words. */
  missing(sql: Sql, ownerId: string, sharingIds: readonly string[]): Promise<{ id: string; purpose: string }[]>
  /** No consent of this owner is given or withdrawn by others until the transaction ends. */
  hold(tx: Tx, ownerId: string): Promise<void>
}
