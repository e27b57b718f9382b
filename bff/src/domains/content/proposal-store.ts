import type { Db, Sql, Tx } from '../../platform/db/db'
import type { Place } from './kinds'

export interface ProposalRow {
  id: string
  kind: string
  content_id: string
  body: string
  reason: string
  state: 'sent' | 'returned' | 'published' | 'withdrawn'
  /** id of a member of staff */
  author: string
  note: string | null
  revision: number
  updated_at: Date
}

/** Proposals that wait for somebody: the second person (sent) or their author (returned). */
export const openProposals = (sql: Sql): Promise<ProposalRow[]> =>
  sql.query("select * from content_proposals where state in ('sent', 'returned') order by updated_at, id")

export const proposalById = async (sql: Sql, id: string): Promise<ProposalRow | undefined> =>
  (await sql.query<ProposalRow>('select * from content_proposals where id = $1', [id]))[0]

/** Nobody else decides it until the transaction ends. */
export const lockProposal = async (tx: Tx, id: string): Promise<ProposalRow | undefined> =>
  (await tx.query<ProposalRow>('select * from content_proposals where id = $1 for update', [id]))[0]

/** Sends a text; one that its author has open for the same piece is replaced and counts a revision more. */
export async function sendProposal(
  tx: Tx,
  given: Place & { newId: string; body: string; reason: string; author: string; at: Date }
): Promise<ProposalRow> {
  const [row] = await tx.query<ProposalRow>(
    `insert into content_proposals (id, kind, content_id, body, reason, state, author, revision, updated_at)
     values ($1, $2, $3, $4, $5, 'sent', $6, 1, $7)
     on conflict (author, kind, content_id) where state in ('sent', 'returned') do update
     set body = excluded.body, reason = excluded.reason, state = 'sent', note = null,
         revision = content_proposals.revision + 1, updated_at = excluded.updated_at
     returning *`,
    [given.newId, given.kind, given.id, given.body, given.reason, given.author, given.at]
  )
  if (!row) throw new Error('a proposal was not written')
  return row
}

/** Call `lockProposal` first. */
export async function endProposal(
  tx: Tx,
  row: ProposalRow,
  to: { state: 'returned' | 'published' | 'withdrawn'; note: string | null; at: Date }
): Promise<ProposalRow> {
  await tx.query('update content_proposals set state = $2, note = $3, updated_at = $4 where id = $1', [
    row.id,
    to.state,
    to.note,
    to.at
  ])
  return { ...row, state: to.state, note: to.note, updated_at: to.at }
}

export const forgetProposals = async (db: Db, before: Date): Promise<void> => {
  await db.query("delete from content_proposals where state in ('published', 'withdrawn') and updated_at < $1", [
    before
  ])
}
