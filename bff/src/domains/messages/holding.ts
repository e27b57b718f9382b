import { instantText } from '../../platform/clock/instant-text'
import type { Holding } from '../rights/port'

/** The inbox of a person. */
export const messagesHolding: Holding = {
  export: async (sql, ownerIds) => {
    const rows = await sql.query<{ title: string; body: string; created_at: Date }>(
      'select title, body, created_at from messages_inbox where citizen_id = any($1) order by seq',
      [ownerIds]
    )
    const entries = rows.map((row) => [
      { label: '时间', value: instantText(row.created_at) },
      { label: row.title, value: row.body }
    ])
    return [{ title: '消息', entries }]
  },
  erase: async (tx, ownerId) => {
    await tx.query('delete from messages_inbox where citizen_id = $1', [ownerId])
    return { files: [] }
  }
}
