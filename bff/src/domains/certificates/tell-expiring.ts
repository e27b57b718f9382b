import { addDays } from '@shared/values/civil-date'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Notify } from '../messages/port'
import { markNoticed, takeExpiring } from './store'

/** How long before its last day the owner of a certificate is told. */
export const DAYS_BEFORE = 30
const BATCH = 100

/** Tells owners once that a certificate expires within 30 days. */
export const tellExpiring = ({ db, clock, notify }: { db: Db; clock: Clock; notify: Notify }): RecurringJob => ({
  name: 'certificates.expiring',
  everyMs: 6 * 3_600_000,
  run: async () => {
    const today = clock.today()
    const batch = () =>
      db.tx(async (tx) => {
        const rows = await takeExpiring(tx, today, addDays(today, DAYS_BEFORE), BATCH)
        for (const row of rows) {
          await notify(tx, {
            event: 'certificate.expiring',
            to: row.owner_id,
            key: `certificate-expiring:${row.id}`,
            data: { title: row.title, day: row.valid_until ?? '' },
            about: { kind: 'certificate', id: row.id },
            serviceId: row.service_id
          })
          await markNoticed(tx, row.id, clock.now())
        }
        return rows.length
      })
    while ((await batch()) === BATCH);
  }
})
