import type { Role } from '@shared/contract/desk'
import type { Sql, Tx } from '../../platform/db/db'

/** What other domains may know of the district's staff. */
export interface StaffDirectory {
  /** 窗口受理人员 · 区人力社保局: what citizens read. Throws when there is no such account. */
  publicName(sql: Sql, staffId: string): Promise<string>
  /** active staff of one department with one of these roles, for handing work over */
  ofDepartment(
    sql: Sql,
    department: string,
    roles: readonly Role[]
  ): Promise<{ staffId: string; name: string; title: string }[]>
  /** names as colleagues see them, by id; unknown ids are left out */
  names(sql: Sql, staffIds: string[]): Promise<Map<string, string>>
}

/** Told in the same transaction when somebody loses their account or their roles. */
export type StaffLeft = (tx: Tx, staffId: string) => Promise<void>
