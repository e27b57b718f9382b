import type { Db, Sql } from '../../platform/db/db'
import type { StaffDirectory } from './port'
import { type AccountRow, accountById, accountsByIds, activeIn } from './store'

/** The system key of the staff domain: names and second factors of staff are sealed under it. */
export interface StaffSeal {
  seal(plain: string, context: string): string
  open(sealed: string, context: string): string
}

export const nameContext = (staffId: string): string => `staff_accounts.name:${staffId}`

/** The person's name, or null until they have set the account up. */
export const nameFrom = (seal: StaffSeal, row: AccountRow): string | null =>
  row.name_sealed ? seal.open(row.name_sealed, nameContext(row.id)) : null

/** Names of departments.yaml; an id no longer in it is shown as it is. */
export type DepartmentName = (id: string) => string

export function makeStaffDirectory(seal: StaffSeal, departmentName: DepartmentName): StaffDirectory {
  return {
    publicName: async (sql: Sql, staffId: string) => {
      const row = await accountById(sql, staffId)
      if (!row) throw new Error('no such member of staff')
      return `${row.title} · ${departmentName(row.department)}`
    },
    ofDepartment: async (sql, department, roles) =>
      (await activeIn(sql, department))
        .filter((row) => row.roles.some((one) => roles.includes(one)))
        .map((row) => ({ staffId: row.id, name: nameFrom(seal, row) ?? row.login, title: row.title })),
    names: async (sql: Sql, staffIds: string[]) => {
      if (staffIds.length === 0) return new Map()
      const rows = await accountsByIds(sql, staffIds)
      return new Map(rows.map((row) => [row.id, nameFrom(seal, row) ?? row.login]))
    }
  }
}

/** Logins by staff id, for the audit viewer. */
export const loginsOf = async (db: Db, staffIds: string[]): Promise<Map<string, string>> =>
  new Map((await accountsByIds(db, staffIds)).map((row) => [row.id, row.login]))
