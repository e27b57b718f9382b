import type { Sql, Tx } from '../../../platform/db/db'
import type { TaskSubject } from '../../tasks/port'
import { caseNamed, WHERE_TO_LOOK } from '../case-lines'
import { type CaseRow, caseById, lockCase } from '../case-store'
import type { Arrived, EndAtOnce } from './end-at-once'
import type { Moves } from './moves'

/** Working days until somebody of the department has looked at what was filed. */
const LOOK_IN_WORKING_DAYS = 5

/**
 * 备案 is done when complete papers are there (渝府发〔2019〕33号): as soon as the department has the case it ends; the
 * department looks at it afterwards. Repeated at will.
 */
export async function fileAtOnce(tx: Tx, arrived: Arrived, endAtOnce: EndAtOnce): Promise<void> {
  const { id, number, service_name } = arrived.found
  await endAtOnce(tx, arrived, {
    ...{ act: 'file', eventId: `filed:${id}`, note: '材料齐全，备案当场办结。', title: `${service_name}回执` },
    task: { kind: 'filing', title: `备案 ${number} 待核对`, dueInWorkingDays: LOOK_IN_WORKING_DAYS }
  })
}

/** What was filed stays filed; the applicant reads what is not in order and what to do about it. */
async function tellUnfit(tx: Tx, moves: Moves, found: CaseRow, reason: string): Promise<void> {
  await moves.note(tx, found, `部门事后核对，备案材料不符。请改正后重新提交备案，或者带材料到窗口办理。原因：${reason}`)
  await moves.tell(tx, found, 'case.filing-unfit', found.id)
}

/** A 备案 to be looked at: which, and of what; the case view shows the rest, with its own rules. */
export const makeFilingSubject = ({ moves }: { moves: Moves }): TaskSubject => ({
  show: async (sql: Sql, caseId: string) => {
    const found = await caseById(sql, caseId)
    if (!found) return null
    return {
      ...{ ownerId: found.citizen_id, purpose: '核对备案材料', fields: [], files: [] },
      lines: [...caseNamed(found), WHERE_TO_LOOK]
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
