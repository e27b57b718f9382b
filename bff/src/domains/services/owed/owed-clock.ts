import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import { eachOf } from '../../../platform/jobs/each-of'
import type { RecurringJob } from '../../../platform/jobs/recurring'
import type { Notify } from '../../messages/port'
import type { TaskSubject, Tasks } from '../../tasks/port'
import { caseNamed } from '../case-lines'
import { noticeOf } from '../case-notice'
import { caseById, lockCase } from '../case-store'
import type { Moves } from '../desk/moves'
import { deskRow } from '../desk/store'
import { markBroken, overdueOwed, owedAt } from './store'

const TASK_DUE_IN_WORKING_DAYS = 2

/** What did not come by its day is a broken promise: told to the applicant, and a task of the department, once. */
export const makeOwedClock = ({
  db,
  clock,
  notify,
  tasks
}: {
  db: Db
  clock: Clock
  notify: Notify
  tasks: Tasks
}): RecurringJob => ({
  name: 'services.owed-clock',
  everyMs: 10 * 60_000,
  run: async () => {
    await eachOf(await overdueOwed(db, clock.today()), ({ case_id: caseId, field }) =>
      db.tx(async (tx) => {
        const found = await lockCase(tx, caseId)
        const row = await deskRow(tx, caseId)
        if (!found || !row || !(await markBroken(tx, { caseId, field, on: clock.today(), reasonSealed: null }))) return
        await notify(tx, noticeOf(found, 'case.owed-overdue', `case.owed-overdue:${field}`))
        await tasks.open(tx, {
          kind: 'owed',
          department: row.department,
          title: `办件 ${found.number} 的材料没有按期补交`,
          aboutId: `${caseId}|${field}`,
          dueInWorkingDays: TASK_DUE_IN_WORKING_DAYS
        })
      })
    )
  }
})

/** A material that did not come, as the clerk sees it: no personal value, only which and of which case. */
export const makeOwedSubject = ({ journal }: { journal: Moves['journal'] }): TaskSubject => ({
  show: async (sql, aboutId) => {
    const [caseId = '', field = ''] = aboutId.split('|')
    const found = await caseById(sql, caseId)
    const owed = found && (await owedAt(sql, caseId, field))
    if (!owed) return null
    return {
      ownerId: found.citizen_id,
      purpose: '处理没有按期补交的材料',
      // nothing of the application is shown
      fields: [],
      files: [],
      lines: [
        ...caseNamed(found),
        { label: '材料', value: owed.label },
        { label: '应补交的日期', value: owed.due_day ?? '' },
        { label: '现在', value: owed.state === 'handed-in' ? '已经补交' : '还没有补交' }
      ]
    }
  },
  decisions: [{ id: 'handled', label: '已处理', needsReason: true }],
  decide: async (tx, aboutId, _decision, reason, by) => {
    const [caseId = ''] = aboutId.split('|')
    const found = await caseById(tx, caseId)
    if (!found) return false
    await journal(tx, found, { act: 'owed-handled', staffId: by.staffId, note: reason })
    return true
  }
})
