import type { Clock } from './platform/clock/clock'
import type { Command } from './platform/data-folder/control-socket'
import type { Db } from './platform/db/db'
import { parkedWork, retryParked } from './platform/outbox/parked'

/** What `npm run system -- NAME` can ask, of the running server over its socket or of the store when it is stopped. */
export function makeCommands(db: Db, clock: Clock, about: Record<string, unknown>): Record<string, Command> {
  return {
    status: async () => {
      const [row] = await db.query<{ waiting: number; parked: number }>(
        `select count(*) filter (where done_at is null and parked_at is null)::int as waiting,
                count(*) filter (where parked_at is not null)::int as parked from platform_outbox`
      )
      return { ...about, store: db.kind, outbox: row }
    },
    parked: () => parkedWork(db),
    retry: async (id) => {
      if (!/^\d+$/.test(id)) throw new Error('retry needs the number of a parked row; `parked` lists them')
      if (!(await retryParked(db, clock, Number(id)))) throw new Error(`no parked row has the number ${id}`)
      return { retried: Number(id) }
    }
  }
}
