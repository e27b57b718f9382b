import type { Sql, Tx } from '../../platform/db/db'

/** A part of the export a person can read: headed lines, values unmasked and their own. */
export interface ExportSection {
  title: string
  entries: { label: string; value: string }[][]
}

/** What the law keeps of an account that is closed, opened for the last time under the citizen's own key. */
export interface LawfulRecord {
  /** id in departments.yaml: whose archive */
  department: string
  /** class in content/retention.yaml */
  retention: string
  /** no personal value: 灵活就业人员参保登记 */
  title: string
  /** number of the case */
  reference: string | null
  content: unknown
  /** the day the period begins to run */
  from: Date
}

/** What one domain holds about a person: told, kept where the law says so, erased. Every domain with personal data has one. */
export interface Holding {
  export(sql: Sql, ownerIds: readonly string[]): Promise<ExportSection[]>
  /** work a department is doing now: the account cannot be closed by its owner before it ends */
  openCases?(sql: Sql, ownerIds: readonly string[]): Promise<{ id: string; number: string; serviceName: string }[]>
  lawful?(sql: Sql, ownerId: string): Promise<LawfulRecord[]>
  /** Removes the rows; gives the ids of stored files whose bytes go after the commit. */
  erase(tx: Tx, ownerId: string): Promise<{ files: string[] }>
}
