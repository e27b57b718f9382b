import { instantText } from '../../platform/clock/instant-text'
import type { Sql } from '../../platform/db/db'
import type { CitizenSeals } from '../identity/port'
import type { Holding } from '../rights/port'
import { answerPlace, textPlace } from './service'
import type { DisputeRow, EntryRow } from './store'

/** Who has read a person's data. The chain stays whole (it holds ids and words, no value); disputes go. */
export function makeLedgerHolding(seals: CitizenSeals): Holding {
  const reads = async (sql: Sql, ownerIds: readonly string[]) =>
    (await sql.query<EntryRow>('select * from ledger_entries where owner_id = any($1) order by seq', [ownerIds])).map(
      (row) => [
        { label: '时间', value: instantText(row.at) },
        { label: '查看方', value: row.reader_name },
        { label: '用途', value: row.purpose },
        { label: '信息', value: row.fields.join('、') },
        ...(row.case_number ? [{ label: '办件编号', value: row.case_number }] : [])
      ]
    )
  const disputes = async (sql: Sql, ownerIds: readonly string[]) => {
    const rows = await sql.query<DisputeRow>('select * from ledger_disputes where owner_id = any($1) order by at', [
      ownerIds
    ])
    return Promise.all(
      rows.map(async (row) => {
        const seal = await seals.of(sql, row.owner_id)
        return [
          { label: '时间', value: instantText(row.at) },
          { label: '异议', value: seal.open(row.text_sealed, textPlace(row.id)) },
          ...(row.answer_sealed ? [{ label: '答复', value: seal.open(row.answer_sealed, answerPlace(row.id)) }] : [])
        ]
      })
    )
  }
  return {
    export: async (sql, ownerIds) => [
      { title: '谁看过我的数据', entries: await reads(sql, ownerIds) },
      { title: '我对查看提出的异议', entries: await disputes(sql, ownerIds) }
    ],
    erase: async (tx, ownerId) => {
      await tx.query('delete from ledger_disputes where owner_id = $1', [ownerId])
      return { files: [] }
    }
  }
}
