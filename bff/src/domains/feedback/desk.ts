import { addDays, type CivilDate } from '@shared/values/civil-date'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { StaffCaller } from '../../platform/http/caller'
import { refuse } from '../../platform/http/refused'
import { byDepartment } from './figures'
import { badRatings, countBad, countRatings } from './store'

const PAGE = 30

const monthOf = (day: CivilDate) => day.slice(0, 7)
const monthBefore = (day: CivilDate) => monthOf(addDays(`${monthOf(day)}-01`, -1))
const monthAfter = (month: string) => monthOf(addDays(`${month}-28`, 4))
const beginOf = (month: string) => new Date(`${month}-01T00:00:00+08:00`)

interface Deps {
  db: Db
  clock: Clock
  departmentName(id: string): string
  office: string
}

/** Ratings as the desk reads them: one's own department's, for the office that runs the platform everybody's. */
export function makeRatingDesk({ db, clock, departmentName, office }: Deps) {
  const scopeOf = ({ department }: StaffCaller) => (department === office ? null : department)
  return {
    bad: async (caller: StaffCaller, page: number) => {
      const looking = { department: scopeOf(caller), staffId: caller.staffId }
      const rows = await badRatings(db, looking, (page - 1) * PAGE, PAGE + 1)
      const today = clock.today()
      return {
        items: rows.slice(0, PAGE).map((row) => ({
          row,
          departmentName: departmentName(row.department),
          turn: row.turn_department ? departmentName(row.turn_department) : row.state === 'answer' ? '评价人' : null,
          overdue: row.due_day !== null && row.due_day < today
        })),
        more: rows.length > PAGE,
        ...(await countBad(db, looking, today))
      }
    },
    /** Of every department in the months that are over. */
    satisfied: async () => {
      const rows = await countRatings(db, null, new Date(0), beginOf(monthOf(clock.today())))
      const sum = (some: typeof rows) => some.reduce((total, { count }) => total + count, 0)
      return { part: sum(rows.filter(({ level }) => level !== 'bad' && level !== 'very-bad')), whole: sum(rows) }
    },
    /**
     * One month that is over: the figures of a running one, read today and tomorrow, would tell each single rating.
     * Refused: bad_request.
     */
    figures: async (caller: StaffCaller, wanted: string | undefined) => {
      const last = monthBefore(clock.today())
      const month = wanted ?? last
      if (month > last) return refuse('bad_request', { 'query.month': '请选择已经结束的月份。' })
      const rows = await countRatings(db, scopeOf(caller), beginOf(month), beginOf(monthAfter(month)))
      return {
        month,
        departments: byDepartment(rows).map((one) => ({ ...one, name: departmentName(one.id) }))
      }
    }
  }
}
export type RatingDesk = ReturnType<typeof makeRatingDesk>
