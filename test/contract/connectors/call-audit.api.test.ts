import { makeCallAudit } from '../../../bff/src/platform/department-client/store'
import { silentLog } from '../../../bff/src/platform/log/log'
import { openTestDb } from '../../support/test-stores'
import { until } from '../../support/until'

it('an auditor finds which department was called for a request, how often and with what outcome', async () => {
  const db = await openTestDb()
  try {
    const audit = makeCallAudit(db, silentLog())
    const call = { at: new Date('2026-11-22T02:00:00Z'), department: 'ykb', operation: 'apply', requestId: 'request-1' }
    audit({ ...call, outcome: 'down', status: null, durationMs: 5_000, attempt: 1 })
    audit({ ...call, outcome: 'ok', status: 200, durationMs: 80, attempt: 2 })
    const rows = () =>
      db.query(`select at, department, operation, request_id, outcome, status, duration_ms, attempt
                from platform_department_calls order by attempt`)
    // writes go through the same session, or are at most a moment behind on a server
    await until('both calls are kept', async () => (await rows()).length === 2)
    const kept = { at: call.at, department: 'ykb', operation: 'apply', request_id: 'request-1' }
    expect(await rows()).toEqual([
      { ...kept, outcome: 'down', status: null, duration_ms: 5_000, attempt: 1 },
      { ...kept, outcome: 'ok', status: 200, duration_ms: 80, attempt: 2 }
    ])
  } finally {
    await db.close()
  }
})
