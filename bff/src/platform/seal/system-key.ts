import type { Db } from '../db/db'
import type { Sealer } from './sealer'

/** A data key of the product itself (not of a citizen), made once and kept wrapped in the store. */
export async function openSystemKey(db: Db, sealer: Sealer, name: string) {
  await db.query('insert into platform_keys (name, wrapped) values ($1, $2) on conflict (name) do nothing', [
    name,
    sealer.newWrappedKey()
  ])
  const [row] = await db.query<{ wrapped: string }>('select wrapped from platform_keys where name = $1', [name])
  if (!row) throw new Error(`the system key ${name} is gone`)
  const key = sealer.unwrap(row.wrapped)
  return {
    seal: (plain: string, context: string) => sealer.seal(key, plain, context),
    open: (sealed: string, context: string) => sealer.openText(key, sealed, context)
  }
}
