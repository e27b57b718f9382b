import type { Correction } from '@shared/contract/rights'
import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db, Sql, Tx } from '../../platform/db/db'
import { newId } from '../../platform/new-id'
import type { CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import type { TaskSubject, Tasks } from '../tasks/port'

const WHAT = {
  name: '姓名',
  certificate: '证件信息',
  phone: '手机号',
  case: '办件信息',
  other: '其他信息'
} as const
export type CorrectionWhat = keyof typeof WHAT

/** 更正 is answered within this many working days (PIPL art. 46 says: in good time). */
const ANSWER_WITHIN = 15

interface CorrectionRow {
  id: string
  citizen_id: string
  what: CorrectionWhat
  text_sealed: string
  asked_at: Date
  answered_at: Date | null
  corrected: boolean | null
  answer_sealed: string | null
}

const correctionOf = async (sql: Sql, id: string): Promise<CorrectionRow | null> =>
  (await sql.query<CorrectionRow>('select * from rights_corrections where id = $1', [id]))[0] ?? null

/** 更正我的信息: kept sealed, a task for the district's data bureau, answered in the inbox. */
export const makeAskCorrection =
  ({ clock, seals, tasks, department }: { clock: Clock; seals: CitizenSeals; tasks: Tasks; department: string }) =>
  async (tx: Tx, citizenId: string, asked: { what: CorrectionWhat; text: string }): Promise<void> => {
    const id = newId()
    const seal = await seals.of(tx, citizenId)
    await tx.query(
      'insert into rights_corrections (id, citizen_id, what, text_sealed, asked_at) values ($1, $2, $3, $4, $5)',
      [id, citizenId, asked.what, seal.seal(asked.text, `rights_corrections.text:${id}`), clock.now()]
    )
    await tasks.open(tx, {
      kind: 'correction',
      department,
      title: `更正个人信息：${WHAT[asked.what]}`,
      aboutId: id,
      dueInWorkingDays: ANSWER_WITHIN
    })
  }
export type AskCorrection = ReturnType<typeof makeAskCorrection>

/** My corrections, newest first, with the answers. */
export const makeListCorrections =
  (db: Db, seals: CitizenSeals) =>
  async (ownerIds: readonly string[]): Promise<Correction[]> => {
    const rows = await db.query<CorrectionRow>(
      'select * from rights_corrections where citizen_id = any($1) order by asked_at desc limit 50',
      [ownerIds]
    )
    return Promise.all(
      rows.map(async (row) => {
        const seal = await seals.of(db, row.citizen_id)
        return {
          id: row.id,
          what: row.what,
          text: seal.open(row.text_sealed, `rights_corrections.text:${row.id}`),
          askedAt: instantText(row.asked_at),
          state: row.answered_at ? (row.corrected ? 'corrected' : 'refused') : 'waiting',
          answer: row.answer_sealed ? seal.open(row.answer_sealed, `rights_corrections.answer:${row.id}`) : null
        }
      })
    )
  }
export type ListCorrections = ReturnType<typeof makeListCorrections>

/** How staff see and answer it. */
export const makeCorrectionSubject = (deps: { clock: Clock; seals: CitizenSeals; notify: Notify }): TaskSubject => ({
  show: async (sql, id) => {
    const row = await correctionOf(sql, id)
    if (!row) return null
    const seal = await deps.seals.of(sql, row.citizen_id)
    return {
      ownerId: row.citizen_id,
      purpose: '处理更正个人信息的申请',
      fields: ['更正申请的内容'],
      lines: [
        { label: '更正事项', value: WHAT[row.what] },
        { label: '申请人的说明', value: seal.open(row.text_sealed, `rights_corrections.text:${row.id}`) }
      ],
      files: []
    }
  },
  decisions: [
    { id: 'done', label: '已更正', needsReason: true },
    { id: 'refused', label: '不予更正', needsReason: true }
  ],
  decide: async (tx, id, decision, reason) => {
    const row = await correctionOf(tx, id)
    if (!row || row.answered_at) return false
    const seal = await deps.seals.of(tx, row.citizen_id)
    await tx.query('update rights_corrections set answered_at = $2, corrected = $3, answer_sealed = $4 where id = $1', [
      id,
      deps.clock.now(),
      decision === 'done',
      seal.seal(reason, `rights_corrections.answer:${id}`)
    ])
    await deps.notify(tx, {
      event: 'correction.answered',
      to: row.citizen_id,
      key: `correction:${id}`,
      data: { corrected: decision === 'done' },
      about: { kind: 'correction', id }
    })
    return true
  }
})
