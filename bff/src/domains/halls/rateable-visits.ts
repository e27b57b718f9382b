import { refuse } from '../../platform/http/refused'
import type { Rateables } from '../feedback/port'
import type { Directory } from './directory'
import { bookingOf } from './store'

/** What a rating needs to know of a visit: the person's own, and over once the window has finished with them. */
export const makeRateableVisits = (directory: Directory, departmentName: (id: string) => string): Rateables => ({
  find: async (sql, { selfIds }, id) => {
    const row = await bookingOf(sql, selfIds, id)
    if (!row) return refuse('not_found')
    const department = directory.line(row.line_id)?.line.department ?? null
    return {
      kind: 'visit',
      id: row.id,
      ownerId: row.citizen_id,
      serviceId: row.service_id,
      serviceName: row.service_name,
      departmentId: department,
      departmentName: department === null ? row.hall_name : departmentName(department),
      handledBy: row.called_by ? [row.called_by] : [],
      endedAt: row.state === 'done' ? row.begins_at : null,
      resultIsThere: true,
      ratedWith: null
    }
  }
})
