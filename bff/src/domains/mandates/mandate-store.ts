import type { Mandate, Scope } from '@shared/contract/mandates'
import type { Sql, Tx } from '../../platform/db/db'

export interface MandateRow {
  id: string
  kind: Mandate['kind']
  owner_id: string
  holder_id: string
  scope: Scope
  since: Date
  until: string | null
  revoked_at: Date | null
  revoked_by: string | null
  from_invitation: string | null
  owner_name_sealed: string | null
}

/** A list shows at most this many, newest first. */
const LIST = 100

/** False when the two have a mandate of this kind already. */
export const insertMandate = async (tx: Tx, row: Omit<MandateRow, 'revoked_at' | 'revoked_by'>): Promise<boolean> =>
  (
    await tx.query(
      `insert into mandates_mandates (id, kind, owner_id, holder_id, scope, since, until, from_invitation,
         owner_name_sealed)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
      [
        row.id,
        row.kind,
        row.owner_id,
        row.holder_id,
        JSON.stringify(row.scope),
        row.since,
        row.until,
        row.from_invitation,
        row.owner_name_sealed
      ]
    )
  ).length > 0

export const mandateById = async (sql: Sql, id: string): Promise<MandateRow | null> =>
  (await sql.query<MandateRow>('select * from mandates_mandates where id = $1', [id]))[0] ?? null

/** The same, held until the transaction ends: taking a mandate up and ending it wait for each other. */
export const lockMandate = async (tx: Tx, id: string): Promise<MandateRow | null> =>
  (await tx.query<MandateRow>('select * from mandates_mandates where id = $1 for update', [id]))[0] ?? null

export const mandatesHeld = (sql: Sql, holderIds: readonly string[]) =>
  sql.query<MandateRow>('select * from mandates_mandates where holder_id = any($1) order by seq desc limit $2', [
    holderIds,
    LIST
  ])

export const mandatesGiven = (sql: Sql, ownerIds: readonly string[], kind: Mandate['kind']) =>
  sql.query<MandateRow>(
    'select * from mandates_mandates where owner_id = any($1) and kind = $2 order by seq desc limit $3',
    [ownerIds, kind, LIST]
  )

/** Mandates that count on `today`, of an owner or held by somebody. */
export const livingFor = (sql: Sql, ownerId: string, today: string) =>
  sql.query<MandateRow>(
    `select * from mandates_mandates where owner_id = $1 and revoked_at is null and (until is null or until >= $2)
     order by seq`,
    [ownerId, today]
  )

export const livingHeld = (sql: Sql, holderIds: readonly string[], today: string) =>
  sql.query<MandateRow>(
    `select * from mandates_mandates
     where holder_id = any($1) and revoked_at is null and (until is null or until >= $2) order by seq`,
    [holderIds, today]
  )

export const markRevoked = async (tx: Tx, id: string, at: Date, by: string | null): Promise<void> => {
  await tx.query('update mandates_mandates set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null', [
    id,
    at,
    by
  ])
}

/** A mandate whose last day has passed makes room for a new one between the same two. */
export const closeExpired = async (
  tx: Tx,
  between: { kind: Mandate['kind']; ownerId: string; holderId: string },
  today: string,
  at: Date
): Promise<void> => {
  await tx.query(
    `update mandates_mandates set revoked_at = $5
     where kind = $1 and owner_id = $2 and holder_id = $3 and revoked_at is null and until < $4`,
    [between.kind, between.ownerId, between.holderId, today, at]
  )
}

export const deleteMandatesOf = async (tx: Tx, ownerId: string): Promise<void> => {
  await tx.query('delete from mandates_mandates where owner_id = $1', [ownerId])
}

export const mandateOfInvitation = async (sql: Sql, invitationId: string): Promise<MandateRow | null> =>
  (await sql.query<MandateRow>('select * from mandates_mandates where from_invitation = $1', [invitationId]))[0] ?? null
