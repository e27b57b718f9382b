import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import type { CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import { type CertificateRow, markWithdrawn } from './store'

/** Withdraws a certificate and tells its owner, in the caller's transaction; false = it was withdrawn before. */
export const makeWithdrawal =
  ({ clock, seals, notify }: { clock: Clock; seals: CitizenSeals; notify: Notify }) =>
  async (tx: Tx, row: CertificateRow, reason: string): Promise<boolean> => {
    const seal = await seals.of(tx, row.owner_id)
    const sealed = seal.seal(reason, `certificates_certificates.withdrawn_reason:${row.id}`)
    if (!(await markWithdrawn(tx, row.id, clock.now(), sealed))) return false
    await notify(tx, {
      event: 'certificate.withdrawn',
      to: row.owner_id,
      key: `certificate-withdrawn:${row.id}`,
      data: { title: row.title, department: row.department },
      about: { kind: 'certificate', id: row.id },
      serviceId: row.service_id
    })
    return true
  }
