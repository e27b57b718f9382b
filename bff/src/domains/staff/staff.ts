import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { makeAudit, readAudit } from '../../platform/http/audit'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Sealer } from '../../platform/seal/sealer'
import { makeAccounts } from './accounts'
import { makeInvitations } from './invitations'
import { loginsOf, makeStaffDirectory, type StaffSeal } from './names'
import { makePasswords } from './password'
import type { StaffLeft } from './port'
import { bindStaff } from './routes'
import { makeStaffSessions } from './sessions'
import { makeDeskSignIn } from './sign-in'
import { accountByLogin, forgetInvitations } from './store'
import { makeTries } from './tries'

interface Deps {
  db: Db
  clock: Clock
  /** the system key `staff` */
  seal: StaffSeal
  sealer: Pick<Sealer, 'blindIndex'>
  /** departments.yaml */
  departments: ReadonlyMap<string, { id: string; name: string }>
  left: StaffLeft
}

/** Staff accounts, their sessions and the administrators' routes. */
export function makeStaff({ db, clock, seal, sealer, departments, left }: Deps) {
  const departmentName = (id: string) => departments.get(id)?.name ?? id
  const sessions = makeStaffSessions(db, clock)
  const tries = makeTries(db, clock)
  const passwords = makePasswords(sealer)
  const audit = makeAudit(db, clock)
  const signIn = makeDeskSignIn({ db, clock, seal, sessions, tries, passwords, departmentName, audit })
  const bound = bindStaff({
    signIn,
    invitations: makeInvitations({ db, clock, seal, sessions, signIn, passwords, departmentName }),
    accounts: makeAccounts({ db, clock, sessions, isDepartment: (id) => departments.has(id), left }),
    seal,
    departments,
    departmentName,
    readAudit: (filter) => readAudit(db, filter),
    loginsOf: (staffIds) => loginsOf(db, staffIds),
    idOfLogin: async (login) => (await accountByLogin(db, login))?.id ?? null
  })
  return {
    bound,
    departmentName,
    directory: makeStaffDirectory(seal, departmentName),
    byStaff: sessions.byStaff,
    cleanUp: {
      name: 'staff.old-sessions',
      everyMs: 24 * 3_600_000,
      run: async () => {
        await sessions.forgetOld()
        await tries.forgetOld()
        await forgetInvitations(db, clock.now())
      }
    } satisfies RecurringJob
  }
}
