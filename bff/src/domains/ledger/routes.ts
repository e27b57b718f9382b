import { type LedgerEntry, ledgerRoutes } from '@shared/contract/ledger'
import { instantText } from '../../platform/clock/instant-text'
import type { SessionCaller } from '../../platform/http/caller'
import { bind } from '../../platform/http/mount'
import { isRefused } from '../../platform/http/refused'
import type { LedgerService } from './service'

const PAGE = 20

type Shown = Awaited<ReturnType<LedgerService['page']>>['reads'][number]

const presentRead = ({ row, answer }: Shown): LedgerEntry => ({
  id: row.id,
  at: instantText(row.at),
  reader: { kind: row.reader_kind, name: row.reader_name },
  purpose: row.purpose,
  fields: row.fields,
  caseNumber: row.case_number,
  caseId: row.case_id,
  position: row.position,
  dispute: row.disputed_at
    ? { at: instantText(row.disputed_at), state: row.answered_at ? 'answered' : 'open', answer }
    : null
})

/** Whose reads a caller sees: somebody entrusted with some things has not been entrusted with knowing who reads what. */
const readsOf = ({ capacity, ownerIds }: Pick<SessionCaller, 'capacity' | 'ownerIds'>): readonly string[] =>
  capacity.scope === null ? ownerIds : []

export const bindLedger = (ledger: LedgerService) =>
  bind('ledger', ledgerRoutes, {
    listReads: async ({ query }, { caller }) => {
      const page = await ledger.page(readsOf(caller), query.before ?? null, Number(query.limit ?? PAGE))
      return { items: page.reads.map(presentRead), more: page.more }
    },
    disputeRead: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const read = await ledger.dispute(tx, readsOf(caller), params.entryId, body.text)
        return isRefused(read) ? read : presentRead(read)
      }),
    showHead: async () => ({ head: await ledger.head() })
  })
