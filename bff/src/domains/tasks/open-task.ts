import { addWorkingDays, type WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../platform/clock/clock'
import { newId } from '../../platform/new-id'
import type { Tasks } from './port'
import { insertTask } from './store'

/** The side other domains see: something for staff to do, due on the named working day from today. */
export const makeTasks = ({ clock, calendar }: { clock: Clock; calendar: WorkingCalendar }): Tasks => ({
  open: (tx, { kind, department, title, aboutId, dueInWorkingDays, from, candidates }) =>
    insertTask(tx, {
      id: newId(),
      kind,
      about_id: aboutId,
      department,
      title,
      opened_at: clock.now(),
      due_day: addWorkingDays(from ?? clock.today(), dueInWorkingDays, calendar).day,
      candidates: candidates ?? []
    })
})
