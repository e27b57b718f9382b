import type { Sql, Tx } from '../../platform/db/db'

export interface TicketRow {
  partner_id: string
  citizen_id: string
  expires_at: Date
}

export const insertTicket = async (sql: Sql, ticketHash: string, row: TicketRow): Promise<void> => {
  await sql.query(
    'insert into sign_on_tickets (ticket_hash, partner_id, citizen_id, expires_at) values ($1, $2, $3, $4)',
    [ticketHash, row.partner_id, row.citizen_id, row.expires_at]
  )
}

/** Uses a ticket up; null = unknown, used, or another partner's (whose ticket it stays). */
export const takeTicket = async (tx: Tx, ticketHash: string, partnerId: string): Promise<TicketRow | null> =>
  (
    await tx.query<TicketRow>(
      `delete from sign_on_tickets where ticket_hash = $1 and partner_id = $2
       returning partner_id, citizen_id, expires_at`,
      [ticketHash, partnerId]
    )
  )[0] ?? null

export const forgetTickets = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from sign_on_tickets where expires_at < $1', [before])
}
