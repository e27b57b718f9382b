import type { Sql } from '../../../platform/db/db'
import type { StaffDirectory } from '../../staff/port'
import type { TaskSubject } from '../../tasks/port'
import { caseNamed } from '../case-lines'
import { caseById } from '../case-store'
import type { Moves } from './moves'
import { deskRow } from './store'

/** A broken deadline as the head of the department sees it: no personal value, only where it stands and with whom. */
export const makeOverdueSubject = ({
  moves,
  staff
}: {
  moves: Moves
  staff: Pick<StaffDirectory, 'names'>
}): TaskSubject => {
  const named = async (sql: Sql, staffId: string | null) =>
    staffId ? ((await staff.names(sql, [staffId])).get(staffId) ?? '已停用的账号') : '还没有人承办'
  const find = async (sql: Sql, aboutId: string) => {
    const [caseId = '', due = ''] = aboutId.split('|')
    const found = await caseById(sql, caseId)
    const row = found && (await deskRow(sql, caseId))
    return found && row ? { found, row, due } : null
  }
  return {
    show: async (sql, aboutId) => {
      const it = await find(sql, aboutId)
      if (!it) return null
      return {
        ownerId: it.found.citizen_id,
        purpose: '督办超期办件',
        // nothing of the application is shown
        fields: [],
        files: [],
        lines: [
          ...caseNamed(it.found),
          { label: '超过的期限', value: it.due },
          { label: '现在的期限', value: it.row.due_day ?? '已经办结' },
          { label: '承办人', value: await named(sql, it.row.handler_id) }
        ]
      }
    },
    decisions: [{ id: 'supervised', label: '已督办', needsReason: true }],
    decide: async (tx, aboutId, _decision, reason, by) => {
      const it = await find(tx, aboutId)
      if (!it) return false
      await moves.journal(tx, it.found, { act: 'supervised', staffId: by.staffId, note: reason })
      return true
    }
  }
}
