import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { emptyDatabase, openEmbedded } from '../../../../test/support/test-stores'
import type { Db } from './db'
import { migrate, readMigrations } from './migrate'
import { openPostgres } from './open-postgres'

const server = process.env.TEST_DATABASE_URL
let folder: string
let db: Db
let url: string
let drop: () => Promise<void>
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)
const run = async (on: Db = db) => migrate(on, await readMigrations(folder))
const tables = async () =>
  (
    await db.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' order by 1")
  ).map((row) => row.name)

beforeAll(async () => {
  const empty = server ? await emptyDatabase(server) : null
  db = empty ? await openPostgres(empty.url, { poolSize: 4 }) : await openEmbedded({ guardNested: true })
  url = empty?.url ?? ''
  drop = empty?.drop ?? (async () => undefined)
}, 30_000)
afterAll(async () => {
  await db.close()
  await drop()
})
beforeEach(async () => {
  await db.tx((tx) => tx.exec('drop schema public cascade; create schema public'))
  folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-migrations-'))
  write('0001_shop.sql', 'create table shelves (id int); insert into shelves values (1);')
  write('0002_more.sql', '-- owner: shop\ncreate table goods (id int);')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('applies what is missing in order; a second run does nothing; a new file is added later', async () => {
  expect(await run()).toEqual(['0001_shop.sql', '0002_more.sql'])
  expect(await run()).toEqual([])
  expect(await db.query('select count(*)::int as many from shelves')).toEqual([{ many: 1 }])
  write('0003_staff.sql', 'create table staff (id int);')
  expect(await run()).toEqual(['0003_staff.sql'])
  expect(await tables()).toEqual(['goods', 'platform_migrations', 'shelves', 'staff'])
})

it('refuses to start when an applied file was edited afterwards, and applies nothing more', async () => {
  await run()
  write('0001_shop.sql', 'create table shelves (id int, name text);')
  write('0003_staff.sql', 'create table staff (id int);')
  await expect(run()).rejects.toThrow('0001_shop.sql was changed after it had been applied')
  expect(await tables()).not.toContain('staff')
})

it('leaves nothing of a file that fails half way, keeps the files before it, and goes on once it is mended', async () => {
  write('0002_more.sql', 'create table goods (id int); insert into nowhere values (1);')
  await expect(run()).rejects.toMatchObject({ code: '42P01' })
  expect(await tables()).toEqual(['platform_migrations', 'shelves'])
  write('0002_more.sql', 'create table goods (id int);')
  expect(await run()).toEqual(['0002_more.sql'])
})

it.each([
  ['two files have one number', '0001_again.sql'],
  ['a name does not begin with four digits', 'first.sql']
])('refuses a folder where %s', async (_what, name) => {
  write(name, 'select 1;')
  await expect(run()).rejects.toThrow('must be four digits and must not repeat')
})

it('brings the tables of the product up from nothing', async () => {
  const product = await readMigrations(path.resolve(__dirname, '../../../migrations'))
  expect(await migrate(db, product)).toHaveLength(product.length)
  expect(await tables()).toEqual(expect.arrayContaining(['identity_citizens', 'platform_outbox', 'services_cases']))
})

// the embedded store is opened by one process only
if (server)
  it('eight processes that start at once do the work once, and all of them go on', async () => {
    const others = await Promise.all(Array.from({ length: 8 }, () => openPostgres(url, { poolSize: 2 })))
    const applied = await Promise.all(others.map((one) => run(one)))
    expect(applied.flat().sort()).toEqual(['0001_shop.sql', '0002_more.sql'])
    expect(await db.query('select count(*)::int as many from shelves')).toEqual([{ many: 1 }])
    await Promise.all(others.map((one) => one.close()))
  })
