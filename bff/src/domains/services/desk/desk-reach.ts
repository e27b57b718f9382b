import type { Role } from '@shared/contract/desk'
import type { Sql, Tx } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { refuse } from '../../../platform/http/refused'
import type { StaffDirectory } from '../../staff/port'
import { caseById, lockCase } from '../case-store'
import { deskRow } from './store'

/** Who works on cases; the three administrators do no department's business. */
const HANDLERS = ['clerk', 'reviewer', 'head'] as const satisfies readonly Role[]

export const handlesCases = (caller: StaffCaller): boolean => HANDLERS.some((role) => caller.roles.includes(role))

/** Those of a department a case can be forwarded to. */
export const makeColleagues = (staff: Pick<StaffDirectory, 'ofDepartment'>) => (sql: Sql, department: string) =>
  staff.ofDepartment(sql, department, HANDLERS)
export type Colleagues = ReturnType<typeof makeColleagues>

const inReach = async (sql: Sql, caller: StaffCaller, caseId: string, find: () => ReturnType<typeof caseById>) => {
  if (!handlesCases(caller)) return refuse('not_found')
  const found = await find()
  const row = found && (await deskRow(sql, caseId))
  const theirs = found && row && row.department === caller.department && row.handed_at !== null
  return theirs ? { found, row } : refuse('not_found')
}

/** A case of the caller's own department that was handed over to it; everything else is not_found. */
export const deskReach = {
  seen: (sql: Sql, caller: StaffCaller, caseId: string) => inReach(sql, caller, caseId, () => caseById(sql, caseId)),
  locked: (tx: Tx, caller: StaffCaller, caseId: string) => inReach(tx, caller, caseId, () => lockCase(tx, caseId))
}
export type DeskReach = typeof deskReach
