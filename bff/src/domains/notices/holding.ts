import { instantText } from '../../platform/clock/instant-text'
import type { Holding } from '../rights/port'

/** Which terms a person agreed to, and when. */
export const noticesHolding: Holding = {
  export: async (sql, ownerIds) => {
    const rows = await sql.query<{ terms_id: string; version: string; agreed_at: Date }>(
      'select terms_id, version, agreed_at from notices_agreements where citizen_id = any($1) order by agreed_at',
      [ownerIds]
    )
    const entries = rows.map((row) => [
      { label: row.terms_id === 'privacy' ? '隐私政策' : '服务协议', value: `版本 ${row.version}` },
      { label: '同意时间', value: instantText(row.agreed_at) }
    ])
    return [{ title: '同意过的条款', entries }]
  },
  erase: async (tx, ownerId) => {
    await tx.query('delete from notices_agreements where citizen_id = $1', [ownerId])
    return { files: [] }
  }
}
