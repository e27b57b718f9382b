import pino from 'pino'
import type { Db } from '../db/db'
import { makeCallAudit } from './store'

const row = {
  at: new Date(),
  department: 'ykb',
  operation: 'apply',
  requestId: 'request-1',
  outcome: 'ok',
  status: 200,
  durationMs: 12,
  attempt: 1
}

it('an audit row that cannot be written leaves a log line without the statement, and nobody notices', async () => {
  const failing: Db = {
    kind: 'pglite',
    query: () => Promise.reject(new Error('insert into … values (secret)')),
    tx: () => Promise.reject(new Error('not used')),
    close: async () => undefined
  }
  const line = await new Promise<string>((resolve) => makeCallAudit(failing, pino({}, { write: resolve }))(row))
  expect(JSON.parse(line)).toMatchObject({ event: 'department-audit', department: 'ykb', err: { name: 'Error' } })
  expect(line).not.toContain('secret')
})
