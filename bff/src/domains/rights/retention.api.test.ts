import path from 'node:path'
import { openTestDb, root } from '../../../../test/support/test-stores'
import { loadContent } from '../content/load'
import { readRetention } from './retention'

const retention = readRetention(loadContent(path.join(root, 'bff', 'content')).retention)

it('every table of the database says how long it keeps what, why, and who deletes it', async () => {
  const db = await openTestDb()
  const tables = await db.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1"
  )
  await db.close()
  expect(retention.tables.map(({ table }) => table).sort()).toEqual(tables.map(({ name }) => name))
})

it('a class of record that nobody has declared cannot be kept', () => {
  expect(() => retention.keepUntil('made-up', new Date())).toThrow(/declares no class/)
  expect(retention.keepUntil('case-record', new Date('2026-11-22T00:00:00Z')).toISOString()).toBe(
    '2036-11-22T00:00:00.000Z'
  )
})
