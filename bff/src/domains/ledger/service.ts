import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db, Sql, Tx } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Ticker } from '../../platform/jobs/ticker'
import { newId } from '../../platform/new-id'
import type { CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import type { TaskSubject, Tasks } from '../tasks/port'
import { chainLedger } from './chain'
import { headFrom, headsFolder, writeHead } from './heads'
import type { Ledger } from './port'
import {
  answerDispute,
  disputeById,
  insertDispute,
  insertEntry,
  newestHead,
  type ReadRow,
  readOf,
  readsPage
} from './store'

/** An entry is in the chain after this at most. */
const CHAIN_EVERY_MS = 1_000
const LOOK_FOR_HEAD_MS = 3_600_000
/** Whose staff answers disputes, and how fast. */
const DISPUTES = { department: 'government-services', dueInWorkingDays: 15 } as const

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  tasks: Tasks
  notify: Notify
  dataDir: string
  /** SM2, 64 hex digits */
  signKey: string
}

/** Where an answer to a dispute is sealed. */
export const answerPlace = (disputeId: string) => `ledger_disputes.answer:${disputeId}`
/** Where the words of a dispute are sealed. */
export const textPlace = (disputeId: string) => `ledger_disputes.text:${disputeId}`

/** Appends to the ledger. Nothing personal but ids and kinds goes in, so it outlives a closed account. */
export const makeLedger = (clock: Clock): Ledger => ({
  record: (sql, read) => insertEntry(sql, { ...read, id: newId(), at: clock.now() })
})

/** 谁看过我的数据: the owner's side of the ledger, its chain and its signed heads. */
export function makeLedgerService({ db, clock, seals, tasks, notify, dataDir, signKey }: Deps) {
  const opened = async (sql: Sql, row: ReadRow) => {
    if (!row.dispute_id || !row.answer_sealed) return { row, answer: null }
    const seal = await seals.of(sql, row.owner_id)
    return { row, answer: seal.open(row.answer_sealed, answerPlace(row.dispute_id)) }
  }
  return {
    page: async (ownerIds: readonly string[], before: string | null, limit: number) => {
      const rows = await readsPage(db, ownerIds, before, limit + 1)
      return {
        reads: await Promise.all(rows.slice(0, limit).map((row) => opened(db, row))),
        more: rows.length > limit
      }
    },
    /** Refused: not_found, conflict (there is a dispute already). */
    dispute: async (tx: Tx, ownerIds: readonly string[], entryId: string, text: string) => {
      const read = await readOf(tx, ownerIds, entryId)
      if (!read) return refuse('not_found')
      const id = newId()
      const seal = await seals.of(tx, read.owner_id)
      const row = { id, entryId, ownerId: read.owner_id, textSealed: seal.seal(text, textPlace(id)), at: clock.now() }
      if (!(await insertDispute(tx, row))) return refuse('conflict')
      await tasks.open(tx, { kind: 'dispute', ...DISPUTES, title: '对数据查看有异议', aboutId: id })
      return opened(tx, { ...read, dispute_id: id, disputed_at: row.at })
    },
    head: async () => {
      const row = await newestHead(db)
      return row ? headFrom(row) : null
    },
    disputes: disputeSubject({ clock, seals, notify }),
    chain: {
      name: 'ledger.chain',
      everyMs: CHAIN_EVERY_MS,
      run: async () => void (await chainLedger(db))
    } satisfies Ticker,
    dailyHead: {
      name: 'ledger.head',
      everyMs: LOOK_FOR_HEAD_MS,
      run: async () => void (await writeHead({ db, clock, folder: headsFolder(dataDir), privateKey: signKey }))
    } satisfies RecurringJob
  }
}
export type LedgerService = ReturnType<typeof makeLedgerService>

/** How staff see and answer a dispute. */
function disputeSubject({ clock, seals, notify }: Pick<Deps, 'clock' | 'seals' | 'notify'>): TaskSubject {
  return {
    show: async (sql, disputeId) => {
      const found = await disputeById(sql, disputeId)
      if (!found) return null
      const { entry } = found
      const seal = await seals.of(sql, found.owner_id)
      const lines = [
        { label: '查看方', value: entry.reader_name },
        { label: '查看时间', value: instantText(entry.at) },
        { label: '查看目的', value: entry.purpose },
        { label: '查看内容', value: entry.fields.join('、') },
        { label: '办件编号', value: entry.case_number ?? '无' },
        { label: '异议', value: seal.open(found.text_sealed, textPlace(disputeId)) }
      ]
      return {
        ownerId: found.owner_id,
        purpose: '处理对数据查看的异议',
        fields: ['查看记录', '异议内容'],
        lines,
        files: []
      }
    },
    decisions: [
      { id: 'lawful', label: '查看合规，说明理由', needsReason: true },
      { id: 'unlawful', label: '查看不当，说明处理', needsReason: true }
    ],
    decide: async (tx, disputeId, decision, reason, by) => {
      const found = await disputeById(tx, disputeId)
      if (!found) return false
      const seal = await seals.of(tx, found.owner_id)
      const answer = {
        id: disputeId,
        decision,
        answerSealed: seal.seal(reason, answerPlace(disputeId)),
        by: by.staffId,
        at: clock.now()
      }
      if (!(await answerDispute(tx, answer))) return false
      await notify(tx, {
        event: 'dispute.answered',
        to: found.owner_id,
        key: `dispute.answered:${disputeId}`,
        data: { at: instantText(found.entry.at).slice(0, 16).replace('T', ' ') },
        about: { kind: 'dispute', id: found.entry_id }
      })
      return true
    }
  }
}
