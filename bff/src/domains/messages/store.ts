import type { Sql, Tx } from '../../platform/db/db'

export interface InboxRow {
  id: string
  title: string
  body: string
  about_kind: 'case' | 'session' | 'mandate' | 'review' | 'dispute' | 'closure' | null
  about_id: string | null
  created_at: Date
  read_at: Date | null
}

export const insertMessage = async (
  tx: Tx,
  row: {
    id: string
    citizenId: string
    event: string
    key: string
    title: string
    body: string
    about: { kind: string; id: string } | null
    at: Date
  }
): Promise<void> => {
  await tx.query(
    `insert into messages_inbox (id, citizen_id, event, key, title, body, about_kind, about_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (citizen_id, key) do nothing`,
    [
      row.id,
      row.citizenId,
      row.event,
      row.key,
      row.title,
      row.body,
      row.about?.kind ?? null,
      row.about?.id ?? null,
      row.at
    ]
  )
}

export const inboxPage = (sql: Sql, citizenIds: readonly string[], before: string | null, limit: number) =>
  sql.query<InboxRow>(
    `select id, title, body, about_kind, about_id, created_at, read_at from messages_inbox
     where citizen_id = any($1)
       and ($2::text is null or seq < (select seq from messages_inbox where id = $2 and citizen_id = any($1)))
     order by seq desc limit $3`,
    [citizenIds, before, limit]
  )

export const unreadCount = async (sql: Sql, citizenIds: readonly string[]): Promise<number> =>
  (
    await sql.query<{ unread: number }>(
      'select count(*)::int as unread from messages_inbox where citizen_id = any($1) and read_at is null',
      [citizenIds]
    )
  )[0]?.unread ?? 0

/** False when there is no such message of theirs. */
export const markRead = async (sql: Sql, citizenIds: readonly string[], id: string, at: Date): Promise<boolean> =>
  (
    await sql.query(
      'update messages_inbox set read_at = coalesce(read_at, $3) where citizen_id = any($1) and id = $2 returning id',
      [citizenIds, id, at]
    )
  ).length > 0

export const markAllRead = async (sql: Sql, citizenIds: readonly string[], at: Date): Promise<void> => {
  await sql.query('update messages_inbox set read_at = $2 where citizen_id = any($1) and read_at is null', [
    citizenIds,
    at
  ])
}
