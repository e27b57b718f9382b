import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openTestDb } from '../../../../test/support/test-stores'
import { type MovableClock, movableClock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { sm2PublicKey } from '../../platform/gm/sm2'
import { chainLedger } from './chain'
import { writeHead } from './heads'
import type { Ledger } from './port'
import { makeLedger } from './service'
import { verifyLedger } from './verify'

const DAY_MS = 24 * 3_600_000
const privateKey = randomBytes(32).toString('hex')
const trusted = [sm2PublicKey(privateKey)]
let db: Db
let folder: string
let clock: MovableClock
let ledger: Ledger
beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-heads-'))
  clock = movableClock()
  ledger = makeLedger(clock)
  await behindTheBack('delete from ledger_disputes; delete from ledger_entries; delete from ledger_heads')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What somebody with the rights of the database's owner can do. */
const behindTheBack = (statements: string) =>
  db.tx((tx) =>
    tx.exec(`alter table ledger_entries disable trigger user; alter table ledger_heads disable trigger user;
      ${statements};
      alter table ledger_entries enable trigger user; alter table ledger_heads enable trigger user`)
  )
const read = (n: number, once?: string) => ({
  ownerId: `owner-${n % 3}`,
  reader: { kind: 'department' as const, id: 'human-resources', name: '区人力社保局' },
  purpose: '受理、审查',
  fields: ['姓名', '身份证号'],
  caseId: `case-${n}`,
  ...(once ? { once } : {})
})
const record = async (from: number, to: number) => {
  for (let n = from; n <= to; n++) await ledger.record(db, read(n))
}
const head = () => writeHead({ db, clock, folder, privateKey })
const verify = () => verifyLedger(db, folder, trusted)
/** Nine entries over three days, each day with its head. */
const threeDays = async () => {
  for (const day of [0, 1, 2]) {
    await record(day * 3 + 1, day * 3 + 3)
    await head()
    clock.moveBy(DAY_MS)
  }
}

it('a chain nobody touched is found whole, with entries after the last head', async () => {
  await threeDays()
  await record(10, 12)
  await chainLedger(db)
  expect(await verify()).toEqual({ entries: 12, heads: 3, ok: true, brokenAt: null })
})

it('is longer than one page and one batch, and whole', async () => {
  await db.query(
    `insert into ledger_entries (id, owner_id, at, reader_kind, reader_id, reader_name, purpose, fields)
     select 'bulk-' || n, 'owner', now(), 'staff', 's', '窗口受理人员', '受理', '{姓名}' from generate_series(1, 1234) n`
  )
  expect(await chainLedger(db)).toBe(1234)
  expect(await verify()).toMatchObject({ entries: 1234, ok: true })
})

it('a read reported twice by a worker that repeats its work is one entry', async () => {
  await ledger.record(db, read(1, 'services.deliver:case-1'))
  await ledger.record(db, read(1, 'services.deliver:case-1'))
  await chainLedger(db)
  expect(await verify()).toMatchObject({ entries: 1, ok: true })
})

it('what rolls back was never read', async () => {
  await db
    .tx(async (tx) => {
      await ledger.record(tx, read(1))
      throw new Error('no')
    })
    .catch(() => undefined)
  await chainLedger(db)
  expect(await verify()).toMatchObject({ entries: 0 })
})

describe('the product’s own connection cannot', () => {
  beforeEach(async () => {
    await record(1, 2)
    await head()
    await record(3, 3)
  })
  it.each([
    ['change a chained entry', "update ledger_entries set purpose = '别的' where position = 1"],
    ['chain an entry again', 'update ledger_entries set position = 9 where position = 1'],
    [
      'change an entry while it is chained',
      "update ledger_entries set position = 3, hash = 'x', owner_id = 'me' where position is null"
    ],
    ['delete an entry', 'delete from ledger_entries where position is null'],
    ['empty the ledger', 'truncate ledger_entries cascade'],
    ['change a head', "update ledger_heads set hash = 'x'"],
    ['delete a head', 'delete from ledger_heads']
  ])('%s', async (_what, statement) => {
    await expect(db.query(statement)).rejects.toThrow('append-only')
    await chainLedger(db)
    expect(await verify()).toMatchObject({ entries: 3, heads: 1, ok: true })
  })
})

describe('somebody with every right on the database is found out who', () => {
  beforeEach(threeDays)
  it.each([
    ['changes one entry', "update ledger_entries set reader_name = '某人' where position = 5", 'entry 5 was changed'],
    ['changes whose data it was', "update ledger_entries set owner_id = 'x' where position = 9", 'entry 9 was changed'],
    ['deletes one entry', 'delete from ledger_entries where position = 4', 'entry 4 is missing'],
    [
      'exchanges two entries',
      `update ledger_entries set position = -1 where position = 2; update ledger_entries set position = 2 where position = 3;
       update ledger_entries set position = 3 where position = -1`,
      'entry 2 was changed'
    ],
    ['cuts the tail off', 'delete from ledger_entries where position > 7', 'names entry 9, which is gone'],
    [
      'cuts the tail off with its head',
      'delete from ledger_entries where position > 6; delete from ledger_heads where position = 9',
      'names entry 9, which is gone'
    ],
    ['deletes everything', 'delete from ledger_entries; delete from ledger_heads', 'names entry 3, which is gone'],
    ['takes a head out of the table', 'delete from ledger_heads where position = 6', 'is not in the table'],
    ['changes a head in the table', 'update ledger_heads set position = 5 where position = 6', 'is not in the table']
  ])('%s', async (_what, statements, brokenAt) => {
    expect(await verify()).toMatchObject({ ok: true })
    await behindTheBack(statements)
    expect(await verify()).toMatchObject({ ok: false, brokenAt: expect.stringContaining(brokenAt) })
  })

  it('writes the whole chain anew and signs new heads with a key of their own', async () => {
    const days = readdirSync(folder)
    await behindTheBack(
      "delete from ledger_heads; update ledger_entries set position = null, hash = null, purpose = '别的'"
    )
    rmSync(folder, { recursive: true })
    await writeHead({ db, clock, folder, privateKey: randomBytes(32).toString('hex') })
    expect(days).toHaveLength(3)
    expect(await verify()).toMatchObject({ ok: false, brokenAt: expect.stringContaining('a key that is not ours') })
  })

  const files = () => readdirSync(folder).sort()
  const edit = (change: (text: string) => string) => {
    const file = path.join(folder, files()[1] ?? '')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
  }
  /** The first hex digit of a value is another one afterwards, whatever it was. */
  const otherDigit = (text: string, name: string) =>
    text.replace(new RegExp(`("${name}": ")(.)`), (_all, start, digit) => `${start}${digit === '0' ? '1' : '0'}`)
  it.each([
    ['edits the hash in a head file', (text: string) => otherDigit(text, 'hash'), 'wrong signature'],
    [
      'edits the position in a head file',
      (text: string) => text.replace('"position": 6', '"position": 5'),
      'wrong signature'
    ],
    ['edits the signature in a head file', (text: string) => otherDigit(text, 'signature'), 'wrong signature'],
    ['spoils a head file', () => '{', 'cannot be read']
  ])('%s', async (_what, change, brokenAt) => {
    edit(change)
    expect(await verify()).toMatchObject({ ok: false, brokenAt: expect.stringContaining(brokenAt) })
  })

  it('takes a head file away', async () => {
    rmSync(path.join(folder, files()[0] ?? ''))
    expect(await verify()).toMatchObject({ ok: false, brokenAt: expect.stringContaining('is missing') })
  })
})

describe('the daily head', () => {
  it('is written once a day, none before anything was read, and stands outside the database as well', async () => {
    expect(await head()).toBeNull()
    await record(1, 2)
    const first = await head()
    expect(first).toMatchObject({ day: clock.today(), position: 2 })
    expect(await head()).toBeNull()
    expect(JSON.parse(readFileSync(path.join(folder, `${clock.today()}.json`), 'utf8'))).toEqual(first)
  })

  it('signed with a key from before a change of keys stays good when the old key is named', async () => {
    await record(1, 1)
    await head()
    const next = sm2PublicKey(randomBytes(32).toString('hex'))
    expect(await verifyLedger(db, folder, [next])).toMatchObject({ ok: false })
    expect(await verifyLedger(db, folder, [next, ...trusted])).toMatchObject({ ok: true })
  })

  it('of a process that died between file and table is written again', async () => {
    await record(1, 2)
    await head()
    await behindTheBack('delete from ledger_heads')
    await head()
    expect(await verify()).toMatchObject({ heads: 1, ok: true })
  })
})

it('four processes that record and chain at the same time make one chain', async () => {
  const work = async (process: number) => {
    for (let n = 0; n < 25; n++) {
      await ledger.record(db, read(process * 100 + n))
      await chainLedger(db)
    }
  }
  await Promise.all([1, 2, 3, 4].map(work))
  expect(await verify()).toMatchObject({ entries: 100, ok: true })
})
