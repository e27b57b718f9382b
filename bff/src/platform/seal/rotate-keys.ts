import type { Db } from '../db/db'
import type { Sealer } from './sealer'

/** Where wrapped data keys lie: table, its key column, and the column of the wrapped key. */
const PLACES = [
  { table: 'identity_citizens', id: 'id', wrapped: 'wrapped_key' },
  { table: 'platform_keys', id: 'name', wrapped: 'wrapped' },
  { table: 'rights_archive_keys', id: 'id', wrapped: 'wrapped' }
] as const

const AT_ONCE = 200

/**
 * Wraps every data key under the current master key (GB/T 39786 key management), while the server runs: data keys stay
 * the same, so nothing that is sealed changes and no request waits for more than a batch. Running it again does nothing.
 */
export async function rotateKeys(db: Db, sealer: Sealer): Promise<{ looked: number; wrapped: number }> {
  let looked = 0
  let wrapped = 0
  for (const place of PLACES) {
    for (let after = ''; ; ) {
      const rows = await db.query<{ id: string; wrapped: string }>(
        `select ${place.id} as id, ${place.wrapped} as wrapped from ${place.table}
         where ${place.id} > $1 and ${place.wrapped} <> '' order by ${place.id} limit ${AT_ONCE}`,
        [after]
      )
      for (const row of rows) {
        const fresh = sealer.rewrap(row.wrapped)
        if (fresh === row.wrapped) continue
        // a key that was shredded meanwhile stays shredded
        await db.query(
          `update ${place.table} set ${place.wrapped} = $2 where ${place.id} = $1 and ${place.wrapped} = $3`,
          [row.id, fresh, row.wrapped]
        )
        wrapped += 1
      }
      looked += rows.length
      const last = rows.at(-1)
      if (!last || rows.length < AT_ONCE) break
      after = last.id
    }
  }
  return { looked, wrapped }
}
