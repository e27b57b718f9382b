import type { Sql, Tx } from '../../platform/db/db'
import type { Scanned } from '../../platform/scan/clamd'

export interface PhotoRow {
  id: string
  citizen_id: string
  request_id: string | null
  name_sealed: string
  type: string
  bytes: number
  created_at: Date
  safety: 'new' | 'asked' | 'fit' | 'unfit' | 'unasked'
  asked_at: Date | null
  trace_id: string | null
  scan: Scanned
}

export const insertPhoto = async (
  sql: Sql,
  row: Pick<PhotoRow, 'id' | 'citizen_id' | 'name_sealed' | 'type' | 'bytes' | 'created_at' | 'scan'>
): Promise<void> => {
  await sql.query(
    `insert into consult_photos (id, citizen_id, name_sealed, type, bytes, created_at, scan)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.citizen_id, row.name_sealed, row.type, row.bytes, row.created_at, row.scan]
  )
}

export const photoOf = async (sql: Sql, citizenIds: readonly string[], id: string): Promise<PhotoRow | null> =>
  (
    await sql.query<PhotoRow>('select * from consult_photos where id = $1 and citizen_id = any($2)', [id, citizenIds])
  )[0] ?? null

/** First uploaded first, with those that were taken out. */
export const photosOf = (sql: Sql, requestId: string) =>
  sql.query<PhotoRow>('select * from consult_photos where request_id = $1 order by created_at, id', [requestId])

/** How many of them were the person's and free; the others stay as they were. */
export const takePhotos = async (
  tx: Tx,
  { citizenIds, requestId, ids }: { citizenIds: readonly string[]; requestId: string; ids: readonly string[] }
): Promise<number> =>
  (
    await tx.query(
      `update consult_photos set request_id = $3 where id = any($1) and citizen_id = any($2) and request_id is null
       returning id`,
      [ids, citizenIds, requestId]
    )
  ).length

/** Photos no request names, older than `before`; gives their ids. */
export const dropLoosePhotos = async (tx: Tx, before: Date): Promise<string[]> =>
  (
    await tx.query<{ id: string }>(
      'delete from consult_photos where request_id is null and created_at < $1 returning id',
      [before]
    )
  ).map(({ id }) => id)

export const noteScanned = async (sql: Sql, id: string, found: Scanned): Promise<void> => {
  await sql.query('update consult_photos set scan = $2 where id = $1', [id, found])
}

/** From now on whoever holds the pass may fetch the photo. */
export const openToWechat = async (sql: Sql, id: string, { passHash, at }: { passHash: string; at: Date }) => {
  await sql.query('update consult_photos set pass_hash = $2, asked_at = $3 where id = $1', [id, passHash, at])
}

/** The photo behind a pass that was given out after `since` and has not been judged. */
export const photoByPass = async (sql: Sql, passHash: string, since: Date): Promise<PhotoRow | null> =>
  (
    await sql.query<PhotoRow>(
      `select * from consult_photos where pass_hash = $1 and asked_at > $2 and safety in ('new', 'asked')`,
      [passHash, since]
    )
  )[0] ?? null

export const noteAsked = async (sql: Sql, id: string, traceId: string): Promise<void> => {
  await sql.query(`update consult_photos set safety = 'asked', trace_id = $2 where id = $1`, [id, traceId])
}

/** The end of the check: the pass opens nothing any more. */
export const noteSafety = async (sql: Sql, id: string, safety: 'fit' | 'unfit' | 'unasked'): Promise<void> => {
  await sql.query('update consult_photos set safety = $2, pass_hash = null where id = $1', [id, safety])
}

/** Keeps what WeChat says; gives the request whose photo it is about, if that is known yet. */
export async function keepVerdict(
  tx: Tx,
  { traceId, fit, at }: { traceId: string; fit: boolean; at: Date }
): Promise<string | null> {
  await tx.query(
    'insert into consult_verdicts (trace_id, fit, at) values ($1, $2, $3) on conflict (trace_id) do nothing',
    [traceId, fit, at]
  )
  const [photo] = await tx.query<PhotoRow>('select * from consult_photos where trace_id = $1', [traceId])
  return photo?.request_id ?? null
}

/** Null = WeChat has not answered yet. */
export const verdictOf = async (sql: Sql, traceId: string): Promise<boolean | null> =>
  (await sql.query<{ fit: boolean }>('select fit from consult_verdicts where trace_id = $1', [traceId]))[0]?.fit ?? null

export const forgetVerdicts = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from consult_verdicts where at < $1', [before])
}
