import type { Invitation, Scope } from '@shared/contract/mandates'
import type { Sql, Tx } from '../../platform/db/db'

export interface InvitationRow {
  id: string
  code_index: string
  code_sealed: string
  kind: Invitation['kind']
  owner_id: string
  invited_by: string
  scope: Scope
  until: string
  created_at: Date
  expires_at: Date
  accepted_at: Date | null
  accepted_by: string | null
  withdrawn_at: Date | null
}

/** False when the code is taken already (the caller draws another). */
export const insertInvitation = async (
  tx: Tx,
  row: Omit<InvitationRow, 'accepted_at' | 'accepted_by' | 'withdrawn_at'>
): Promise<boolean> =>
  (
    await tx.query(
      `insert into mandates_invitations (id, code_index, code_sealed, kind, owner_id, invited_by, scope, until,
         created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (code_index) do nothing returning id`,
      [
        row.id,
        row.code_index,
        row.code_sealed,
        row.kind,
        row.owner_id,
        row.invited_by,
        JSON.stringify(row.scope),
        row.until,
        row.created_at,
        row.expires_at
      ]
    )
  ).length > 0

export const invitationByCode = async (sql: Sql, codeIndex: string): Promise<InvitationRow | null> =>
  (await sql.query<InvitationRow>('select * from mandates_invitations where code_index = $1', [codeIndex]))[0] ?? null

/** The same, held until the transaction ends: two who accept at once wait for each other. */
export const lockInvitation = async (tx: Tx, codeIndex: string): Promise<InvitationRow | null> =>
  (
    await tx.query<InvitationRow>('select * from mandates_invitations where code_index = $1 for update', [codeIndex])
  )[0] ?? null

/** What may still be accepted, newest first. */
export const openInvitations = (sql: Sql, ownerIds: readonly string[], kind: Invitation['kind'], now: Date) =>
  sql.query<InvitationRow>(
    `select * from mandates_invitations
     where owner_id = any($1) and kind = $2 and expires_at > $3 and accepted_at is null and withdrawn_at is null
     order by created_at desc limit 50`,
    [ownerIds, kind, now]
  )

export const markAccepted = async (tx: Tx, id: string, by: string, at: Date): Promise<void> => {
  await tx.query('update mandates_invitations set accepted_at = $2, accepted_by = $3 where id = $1', [id, at, by])
}

export const markWithdrawn = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query('update mandates_invitations set withdrawn_at = $2 where id = $1', [id, at])
}

/** Nobody stands behind the open invitations of this owner any more. */
export const withdrawAllOf = async (tx: Tx, ownerId: string, at: Date): Promise<void> => {
  await tx.query(
    'update mandates_invitations set withdrawn_at = $2 where owner_id = $1 and accepted_at is null and withdrawn_at is null',
    [ownerId, at]
  )
}

export const deleteInvitationsOf = async (tx: Tx, ownerId: string): Promise<void> => {
  await tx.query('delete from mandates_invitations where owner_id = $1 or invited_by = $1', [ownerId])
}

export const forgetOldInvitations = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from mandates_invitations where expires_at < $1', [before])
}
