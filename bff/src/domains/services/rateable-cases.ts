import type { Sql } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import type { Rateables } from '../feedback/port'
import { mayActOn } from './acting-scope'
import { caseById, caseOf } from './case-store'
import type { Catalogue } from './catalogue'
import { handlersOf } from './desk/store'
import { keptService, resultFrom } from './kept-form'

/** What a rating needs to know of a case: whether it has ended, and whether its result has been stored here. */
export const makeRateableCases = (catalogue: Catalogue): Rateables => ({
  find: async (sql: Sql, caller, caseId) => {
    const row = await caseOf(sql, caller.ownerIds, caseId)
    if (!row) return refuse('not_found')
    if (!mayActOn(caller, row.service_id)) return refuse('out_of_scope')
    const ended = row.state === 'completed' || row.state === 'refused'
    const whole = row.bundle_id ? await caseById(sql, row.bundle_id) : null
    const awaited = row.state === 'completed' && resultFrom((await keptService(sql, row)).acceptance) !== undefined
    return {
      kind: 'case',
      id: row.id,
      ownerId: row.citizen_id,
      serviceId: row.service_id,
      serviceName: row.service_name,
      departmentId: catalogue.definition(row.service_id)?.guide.department.id ?? null,
      departmentName: row.department,
      handledBy: await handlersOf(sql, row.id),
      ratedWith: whole?.service_name ?? null,
      endedAt: ended ? row.updated_at : null,
      resultIsThere: ended && (!awaited || row.result_details_sealed !== null)
    }
  }
})
