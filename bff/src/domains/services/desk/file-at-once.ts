import type { Clock } from '../../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../../platform/db/db'
import type { TaskSubject, Tasks } from '../../tasks/port'
import { type CaseRow, caseById, lockCase } from '../case-store'
import { keptService, localItem } from '../kept-form'
import type { RecordStep } from '../record-step'
import { lastDayOf } from './certificate-term'
import type { Moves } from './moves'
import { deskRow } from './store'

interface Deps {
  db: Db
  clock: Clock
  tasks: Tasks
  moves: Moves
  recordStep: RecordStep
}

/** Working days until somebody of the department has looked at what was filed. */
const LOOK_IN_WORKING_DAYS = 5

/**
 * 备案 is done when complete papers are there (渝府发〔2019〕33号): as soon as the department has the case it ends, with the
 * number of the case as its receipt; the department looks at it afterwards. Nothing for other items; repeated at will.
 */
export const makeFileAtOnce =
  ({ db, clock, tasks, moves, recordStep }: Deps) =>
  (caseId: string): Promise<void> =>
    db.tx(async (tx) => {
      const found = await lockCase(tx, caseId)
      const row = found && (await deskRow(tx, caseId))
      if (!found || !row) return
      const kept = await keptService(tx, found)
      const item = localItem(kept)
      if (!item?.filing) return
      const moved = await moves.make(tx, found, row, { act: 'file' })
      if ('refused' in moved) return
      const title = `${found.service_name}回执`
      const validUntil = lastDayOf(item, clock.today())
      await recordStep.stepIn(tx, {
        ...{ eventId: `filed:${found.id}`, outerId: found.id, receiptNo: found.number, state: 'completed' },
        ...{ at: clock.now(), note: '材料齐全，备案当场办结。', correction: [] },
        result: { title, documentNo: found.number, issuedAt: clock.now(), granted: true, validUntil }
      })
      await tasks.open(tx, {
        kind: 'filing',
        department: row.department,
        title: `备案 ${found.number} 待核对`,
        aboutId: found.id,
        dueInWorkingDays: LOOK_IN_WORKING_DAYS
      })
    })

/** What was filed stays filed; the applicant reads what is not in order and what to do about it. */
async function tellUnfit(tx: Tx, moves: Moves, found: CaseRow, reason: string): Promise<void> {
  await moves.note(tx, found, `部门事后核对，备案材料不符。请改正后重新提交备案，或者带材料到窗口办理。原因：${reason}`)
  await moves.tell(tx, found, 'case.filing-unfit', found.id)
}

/** A 备案 to be looked at: which, and of what; the case view shows the rest, with its own rules. */
export const makeFilingSubject = ({ moves }: Pick<Deps, 'moves'>): TaskSubject => ({
  show: async (sql: Sql, caseId: string) => {
    const found = await caseById(sql, caseId)
    if (!found) return null
    return {
      ...{ ownerId: found.citizen_id, purpose: '核对备案材料', fields: [], files: [] },
      lines: [
        { label: '办件编号', value: found.number },
        { label: '事项', value: found.service_name },
        { label: '怎么查', value: '在“办件”的“已结束”里按办件编号查看材料。' }
      ]
    }
  },
  decisions: [
    { id: 'in-order', label: '核对无误', needsReason: false },
    { id: 'not-in-order', label: '材料不符，把原因告知申请人', needsReason: true }
  ],
  decide: async (tx, caseId, decision, reason, by) => {
    const found = await lockCase(tx, caseId)
    if (!found) return false
    if (decision === 'not-in-order') await tellUnfit(tx, moves, found, reason)
    await moves.journal(tx, found, { act: `filing-${decision}`, staffId: by.staffId, note: reason })
    return true
  }
})
