import { canonicalJson } from '../../platform/canonical-json'
import type { Db, Sql, Tx } from '../../platform/db/db'
import { sm3 } from '../../platform/gm/sm3'
import type { EntryRow } from './store'

/** Entries chained in one transaction. */
const BATCH = 500

/** What stands before the first entry. */
export const GENESIS = { position: 0, hash: '0'.repeat(64) }
type Link = typeof GENESIS

/** The link of an entry at its place: SM3 (GB/T 32905) over the hash before it and the entry's canonical JSON. */
export function linkAfter(before: Link, entry: EntryRow): Link {
  const position = before.position + 1
  const said = canonicalJson({
    position,
    id: entry.id,
    owner: entry.owner_id,
    at: entry.at.toISOString(),
    reader: [entry.reader_kind, entry.reader_id, entry.reader_name],
    purpose: entry.purpose,
    fields: entry.fields,
    case: [entry.case_id, entry.case_number]
  })
  return { position, hash: sm3(`${before.hash}${said}`).toString('hex') }
}

export const lastLink = async (sql: Sql): Promise<Link> =>
  (
    await sql.query<Link>(
      'select position, hash from ledger_entries where position is not null order by position desc limit 1'
    )
  )[0] ?? GENESIS

/** Chains what is new, one batch; however many processes do so at once, they take turns and make one chain. */
async function chainBatch(tx: Tx): Promise<number> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('ledger.chain', 0))")
  const fresh = await tx.query<EntryRow>(
    `select * from ledger_entries where position is null order by seq limit ${BATCH}`
  )
  if (fresh.length === 0) return 0
  let last = await lastLink(tx)
  const links = fresh.map((entry) => {
    last = linkAfter(last, entry)
    return { id: entry.id, ...last }
  })
  await tx.query(
    `update ledger_entries e set position = l.position, hash = l.hash
     from unnest($1::text[], $2::bigint[], $3::text[]) as l (id, position, hash) where e.id = l.id`,
    [links.map((one) => one.id), links.map((one) => one.position), links.map((one) => one.hash)]
  )
  return fresh.length
}

/** Chains everything that waits. The look before it costs one index read and keeps idle processes off the lock. */
export async function chainLedger(db: Db): Promise<number> {
  let chained = 0
  while ((await db.query('select 1 from ledger_entries where position is null limit 1')).length > 0)
    chained += await db.tx(chainBatch)
  return chained
}
