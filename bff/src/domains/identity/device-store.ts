import type { Sql } from '../../platform/db/db'
import type { SessionRow } from './store'

export type DeviceRow = Pick<
  SessionRow,
  'id' | 'citizen_id' | 'channel' | 'device' | 'created_at' | 'mandate_id' | 'capacity' | 'capacity_label_sealed'
> & { last_seen_at: Date }

const COLUMNS = `id, citizen_id, channel, device, created_at, mandate_id, capacity, capacity_label_sealed,
  coalesce(last_seen_at, created_at) as last_seen_at`

/** Sessions alive now, the last used first. */
export const liveDevices = (sql: Sql, citizenId: string, now: Date) =>
  sql.query<DeviceRow>(
    `select ${COLUMNS} from identity_sessions
     where citizen_id = $1 and ended_at is null and expires_at > $2 and (capacity_until is null or capacity_until > $2)
     order by last_seen_at desc, id`,
    [citizenId, now]
  )

/** One of a person's sessions by its public id, also when it has ended. */
export const deviceById = async (sql: Sql, citizenIds: readonly string[], id: string): Promise<DeviceRow | null> =>
  (
    await sql.query<DeviceRow>(`select ${COLUMNS} from identity_sessions where id = $2 and citizen_id = any($1)`, [
      citizenIds,
      id
    ])
  )[0] ?? null
