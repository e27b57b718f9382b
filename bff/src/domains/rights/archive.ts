import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { StaffCaller } from '../../platform/http/caller'
import { refuse } from '../../platform/http/refused'
import type { Sealer } from '../../platform/seal/sealer'
import type { Ledger } from '../ledger/port'
import { type ListedRecord, recordOf, recordsPage } from './store'

const PAGE = 20

/** The archive of closed accounts. Opening a record leaves its reason in the ledger, in the same transaction. */
export function makeArchive({ db, clock, sealer, ledger }: { db: Db; clock: Clock; sealer: Sealer; ledger: Ledger }) {
  return {
    page: async (reference: string | null, before: string | null) => {
      const rows = await recordsPage(db, reference, before, PAGE + 1)
      return { rows: rows.slice(0, PAGE), more: rows.length > PAGE }
    },
    /** Refused: not_found (also when the law keeps it no longer). */
    open: async (id: string, reason: string, by: StaffCaller) =>
      db.tx(async (tx): Promise<{ row: ListedRecord; content: string } | ReturnType<typeof refuse<'not_found'>>> => {
        const found = await recordOf(tx, id)
        if (!found || found.keep_until < clock.now()) return refuse('not_found')
        const content = sealer.openText(sealer.unwrap(found.wrapped), found.sealed, `rights_archive.content:${id}`)
        await ledger.record(tx, {
          ownerId: found.owner_index,
          reader: { kind: 'staff', id: by.staffId, name: '安全审计员' },
          purpose: `查阅已注销账户的留存档案：${reason}`,
          fields: ['留存的办件记录'],
          ...(found.reference ? { caseNumber: found.reference } : {})
        })
        return { row: { ...found, retention: '' }, content }
      })
  }
}
export type Archive = ReturnType<typeof makeArchive>
