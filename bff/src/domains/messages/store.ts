import type { Message } from '@shared/contract/messages'
import type { Sql, Tx } from '../../platform/db/db'

export interface InboxRow {
  id: string
  title: string
  body: string
  about_kind: NonNullable<Message['about']>['kind'] | null
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
    serviceId: string | null
    at: Date
  }
): Promise<void> => {
  await tx.query(
    `insert into messages_inbox (id, citizen_id, event, key, title, body, about_kind, about_id, service_id,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (citizen_id, key) do nothing`,
    [
      row.id,
      row.citizenId,
      row.event,
      row.key,
      row.title,
      row.body,
      row.about?.kind ?? null,
      row.about?.id ?? null,
      row.serviceId,
      row.at
    ]
  )
}

/** Messages somebody may read: of these accounts, and of cases those of these service items only (null = of every one). */
export interface Readable {
  owners: readonly string[]
  services: readonly string[] | null
}
const READABLE = `citizen_id = any($1)
  and ($2::text[] is null or service_id = any($2) or (service_id is null and about_kind is distinct from 'case'))`

export const inboxPage = (sql: Sql, { owners, services }: Readable, before: string | null, limit: number) =>
  sql.query<InboxRow>(
    `select id, title, body, about_kind, about_id, created_at, read_at from messages_inbox
     where ${READABLE}
       and ($3::text is null or seq < (select seq from messages_inbox where id = $3 and ${READABLE}))
     order by seq desc limit $4`,
    [owners, services, before, limit]
  )

/** Messages whose title or body contains every one of these words (given in small letters), newest first. */
export const inboxWith = (sql: Sql, { owners, services }: Readable, words: readonly string[], limit: number) =>
  sql.query<InboxRow>(
    `select id, title, body, about_kind, about_id, created_at, read_at from messages_inbox
     where ${READABLE}
       and not exists (select from unnest($3::text[]) word where strpos(lower(title || ' ' || body), word) = 0)
     order by seq desc limit $4`,
    [owners, services, words, limit]
  )

export const unreadCount = async (sql: Sql, { owners, services }: Readable): Promise<number> =>
  (
    await sql.query<{ unread: number }>(
      `select count(*)::int as unread from messages_inbox where read_at is null and ${READABLE}`,
      [owners, services]
    )
  )[0]?.unread ?? 0

/** False when there is no such message that they may read. */
export const markRead = async (sql: Sql, { owners, services }: Readable, id: string, at: Date): Promise<boolean> =>
  (
    await sql.query(
      `update messages_inbox set read_at = coalesce(read_at, $4) where id = $3 and ${READABLE} returning id`,
      [owners, services, id, at]
    )
  ).length > 0

export const markAllRead = async (sql: Sql, { owners, services }: Readable, at: Date): Promise<void> => {
  await sql.query(`update messages_inbox set read_at = $3 where read_at is null and ${READABLE}`, [
    owners,
    services,
    at
  ])
}
