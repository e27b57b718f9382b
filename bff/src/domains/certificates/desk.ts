import type { StaffCaller } from '../../platform/http/caller'
import { DONE, refuse } from '../../platform/http/refused'
import type { Ledger } from '../ledger/port'
import type { Notify } from '../messages/port'
import type { StaffDirectory } from '../staff/port'
import { heldShown, plainCode, shownPlace } from './code'
import type { Held } from './held'
import { presentHeldPresented, presentPresented } from './present'
import { type CertificatesDeps, type CertificatesService, codeIndex } from './service'
import { isGenuine } from './signed-content'
import { certificateByCode, certificateById } from './store'
import { makeWithdrawal } from './withdraw'

interface Deps extends CertificatesDeps {
  ledger: Ledger
  notify: Notify
  staff: Pick<StaffDirectory, 'publicName'>
  certificates: Pick<CertificatesService, 'opened'>
  held: Pick<Held, 'shown'>
}

/** What members of staff see of a certificate that is shown to them. */
const SEEN = ['姓名（部分隐藏）', '身份证号（部分隐藏）', '证照名称、编号和有效期']

/** The desk's and the gate's side: taking a shown code, withdrawing a certificate of one's own department. */
export function makeCertificateDesk(deps: Deps) {
  const { db, kv, clock, ledger, staff, certificates, held, keys } = deps
  const withdraw = makeWithdrawal(deps)
  const writeDown = async (caller: StaffCaller, ownerId: string, title: string) =>
    ledger.record(db, {
      ownerId,
      reader: { kind: 'staff', id: caller.staffId, name: await staff.publicName(db, caller.staffId) },
      purpose: `现场核验您出示的“${title}”`,
      fields: SEEN
    })
  const scanHeld = async (caller: StaffCaller, id: string) => {
    const one = await held.shown(id)
    if (!one) return refuse('not_found')
    await writeDown(caller, one.row.owner_id, one.hidden.title)
    return presentHeldPresented(one, clock.today(), clock.now())
  }
  return {
    /** Takes the code: a second scan finds nothing. Refused: not_found. */
    scan: async (caller: StaffCaller, code: string) => {
      const shown = await kv.take(shownPlace(plainCode(code)))
      const heldId = shown && heldShown(shown)
      if (heldId) return scanHeld(caller, heldId)
      const row = shown ? await certificateById(db, shown) : null
      if (!row) return refuse('not_found')
      const { hidden } = await certificates.opened(row)
      if (!(await isGenuine(row, hidden, keys.trusted))) return refuse('not_found')
      await writeDown(caller, row.owner_id, row.title)
      return presentPresented(row, hidden, clock.today(), clock.now())
    },
    /** Refused: not_found (also when it is another department's), conflict (withdrawn already). */
    withdraw: async (caller: StaffCaller, code: string, reason: string) => {
      const row = await certificateByCode(db, codeIndex(deps, code))
      if (!row || row.department_id !== caller.department) return refuse('not_found')
      const done = await db.tx((tx) => withdraw(tx, row, reason))
      return done ? DONE : refuse('conflict')
    }
  }
}
export type CertificateDesk = ReturnType<typeof makeCertificateDesk>
