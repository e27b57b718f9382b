import type { Sql, Tx } from '../../platform/db/db'
import type { Place } from './kinds'

export interface ReleaseRow {
  seq: number
  kind: string
  id: string
  version: number
  /** SHA-256 of the body, hex */
  hash: string
  origin: 'seed' | 'desk' | 'command'
  author: string
  reviewer: string
  restores: number | null
  published_at: Date
}
export interface BodyRow extends ReleaseRow {
  body: string
}

const COLUMNS = 'seq, kind, id, version, hash, origin, author, reviewer, restores, published_at'

/** Until the transaction ends nobody else publishes: versions and `seq` follow each other, and all content is checked together. */
export async function lockReleases(tx: Tx): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('content.releases', 0))")
}

/** The version in force of every piece of content, by kind and id. */
export const currentReleases = (sql: Sql): Promise<BodyRow[]> =>
  sql.query(`select distinct on (kind, id) ${COLUMNS}, body from content_releases order by kind, id, version desc`)

/** The same without the texts. */
export const currentVersions = (sql: Sql): Promise<ReleaseRow[]> =>
  sql.query(`select distinct on (kind, id) ${COLUMNS} from content_releases order by kind, id, version desc`)

/** Number of the last publication; 0 when nothing has been published. */
export const lastPublication = async (sql: Sql): Promise<number> =>
  (await sql.query<{ last: number }>('select coalesce(max(seq), 0) as last from content_releases'))[0]?.last ?? 0

/** Hashes of everything that was ever published, by kind and id. */
export const publishedHashes = (sql: Sql): Promise<{ kind: string; id: string; hash: string }[]> =>
  sql.query('select distinct kind, id, hash from content_releases')

/** Every version of one piece, newest first. */
export const versionsOf = (sql: Sql, { kind, id }: Place): Promise<ReleaseRow[]> =>
  sql.query(`select ${COLUMNS} from content_releases where kind = $1 and id = $2 order by version desc`, [kind, id])

/** One version, or the one in force. */
export const releaseOf = async (sql: Sql, { kind, id }: Place, version?: number): Promise<BodyRow | undefined> =>
  (
    await sql.query<BodyRow>(
      `select ${COLUMNS}, body from content_releases where kind = $1 and id = $2 and ($3::int is null or version = $3)
       order by version desc limit 1`,
      [kind, id, version ?? null]
    )
  )[0]

export type NewRelease = Pick<
  BodyRow,
  'kind' | 'id' | 'hash' | 'origin' | 'author' | 'reviewer' | 'restores' | 'published_at' | 'body'
>

/** Writes versions; call `lockReleases` first. */
export async function insertRelease(tx: Tx, given: NewRelease): Promise<ReleaseRow> {
  const { kind, id, hash, origin, author, reviewer, restores, published_at, body } = given
  const [row] = await tx.query<ReleaseRow>(
    `insert into content_releases (seq, kind, id, version, hash, origin, author, reviewer, restores, published_at, body)
     select (select coalesce(max(seq), 0) + 1 from content_releases),
            $1, $2, (select coalesce(max(version), 0) + 1 from content_releases where kind = $1 and id = $2),
            $3, $4, $5, $6, $7, $8, $9
     returning ${COLUMNS}`,
    [kind, id, hash, origin, author, reviewer, restores, published_at, body]
  )
  if (!row) throw new Error('a release was not written')
  return row
}
