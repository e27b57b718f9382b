import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import { DepartmentRefused, LeaveTakenBack } from '../../../platform/department-client/errors'
import type { Grant } from '../../consents/port'
import type { Application, Receipt } from '../port'
import { handedOver } from './store'

/** What the hand-over asks of whoever takes cases in; our own desk reads the case where it lies. */
export type LocalPlatform = {
  apply(application: Pick<Application, 'outerId'>, grant: Grant<'local'>): Promise<Receipt>
}

/**
 * The provider for departments without a system: from now on the case shows at their desk. Repeated calls answer the
 * first receipt; its number is the case's own.
 */
export const makeLocalPlatform = ({ db, clock }: { db: Db; clock: Clock }): LocalPlatform => ({
  apply: async ({ outerId }, grant) => {
    if (!(await grant.holds())) throw new LeaveTakenBack()
    const taken = await handedOver(db, outerId, clock.now())
    if (!taken) throw new DepartmentRefused({ department: 'local', code: 'unknown-case', said: '' })
    return { receiptNo: taken.number, receivedAt: taken.handed_at }
  }
})
