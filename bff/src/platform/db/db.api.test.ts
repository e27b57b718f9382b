import { openEmbedded, openTestDb } from '../../../../test/support/test-stores'
import type { Db } from './db'

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await db.tx((tx) =>
    tx.exec(`create table kept (
      id int primary key, big int8, day date, at timestamptz, facts jsonb, tags text[], words text, yes boolean, ratio float8);
      create table counter (name text primary key, value int not null)`)
  )
}, 30_000)
afterAll(() => db.close())
beforeEach(() =>
  db.tx((tx) => tx.exec("delete from kept; delete from counter; insert into counter values ('visits', 0)"))
)

const keep = (id: number, values: readonly unknown[]) =>
  db.query(
    'insert into kept (id, big, day, at, facts, tags, words, yes, ratio) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [id, ...values]
  )
const kept = (id: number) =>
  db.query('select big, day, at, facts, tags, words, yes, ratio from kept where id = $1', [id])
const words = async () =>
  (await db.query<{ words: string }>('select words from kept order by id')).map((row) => row.words)

describe('rows are the same on the embedded store and on a server', () => {
  it('gives a number for int8, a text for a day, a Date for an instant, and jsonb parsed', async () => {
    const at = new Date('2026-09-30T15:59:59.123Z')
    const facts = { name: '灵活就业参保', steps: [1, 2.5, null], nested: { 空: '' } }
    await keep(1, [
      9_007_199_254_740_991,
      '2026-02-28',
      at,
      JSON.stringify(facts),
      ['甲', '', 'a,b', '"q"\\'],
      '',
      true,
      0.1
    ])
    expect(await kept(1)).toEqual([
      {
        big: 9_007_199_254_740_991,
        day: '2026-02-28',
        at,
        facts,
        tags: ['甲', '', 'a,b', '"q"\\'],
        words: '',
        yes: true,
        ratio: 0.1
      }
    ])
  })

  it('keeps null apart from an empty text, an empty list and false; what is undefined is kept as null', async () => {
    await keep(1, [null, null, null, null, null, null, null, null])
    await keep(2, [0, undefined, undefined, JSON.stringify(null), [], '', false, 0])
    const nothing = { big: null, day: null, at: null, facts: null, tags: null, words: null, yes: null, ratio: null }
    expect(await kept(1)).toEqual([nothing])
    expect(await kept(2)).toEqual([{ ...nothing, big: 0, tags: [], words: '', yes: false, ratio: 0 }])
  })

  it.each([
    ['a rare surname', '𠮷野·㐱'],
    ['an emoji of several characters', '👩‍👩‍👧‍👦🇨🇳'],
    ['full-width forms and quotation marks', '“渝中区”＆‘办事’…'],
    ['line breaks, tabs and a backslash', 'a\nb\tc\\d\'e"f'],
    ['a combining accent that is not normalised', 'é é']
  ])('gives back %s as it was', async (_what, text) => {
    await keep(1, [null, null, null, JSON.stringify({ [text]: text }), [text], text, null, null])
    const [row] = await kept(1)
    expect(row).toMatchObject({ words: text, tags: [text], facts: { [text]: text } })
    expect(await db.query('select id from kept where words = $1 and $1 = any(tags)', [text])).toEqual([{ id: 1 }])
  })

  it('counts and sums as numbers, compares Chinese text without regard to a locale', async () => {
    await keep(1, [2, null, null, null, null, '渝', null, null])
    await keep(2, [3, null, null, null, null, 'a', null, null])
    await keep(3, [4, null, null, null, null, 'B', null, null])
    expect(await db.query('select count(*) as many, sum(big)::int8 as total from kept')).toEqual([
      { many: 3, total: 9 }
    ])
    expect(await db.query('select words from kept order by words')).toEqual([
      { words: 'B' },
      { words: 'a' },
      { words: '渝' }
    ])
    expect(await db.query("select id from kept where words like '%渝%'")).toEqual([{ id: 1 }])
  })

  it('means UTC when a text becomes an instant, whatever the zone of the machine', async () => {
    expect(await db.query(`select timestamptz '2026-10-01 00:00' as at`)).toEqual([
      { at: new Date('2026-10-01T00:00:00Z') }
    ])
  })

  it('names a broken rule by the same code', async () => {
    await keep(1, [null, null, null, null, null, null, null, null])
    await expect(keep(1, [null, null, null, null, null, null, null, null])).rejects.toMatchObject({ code: '23505' })
    await expect(db.query("select 'x'::int")).rejects.toMatchObject({ code: '22P02' })
  })
})

describe('a transaction', () => {
  it('that fails leaves nothing behind and throws its error on', async () => {
    const failure = new Error('half way')
    await expect(
      db.tx(async (tx) => {
        await tx.query("insert into kept (id, words) values (1, 'first')")
        throw failure
      })
    ).rejects.toBe(failure)
    expect(await words()).toEqual([])
  })

  it('that fails in the database leaves nothing behind either, and the store goes on', async () => {
    await expect(
      db.tx(async (tx) => {
        await tx.query("insert into kept (id, words) values (1, 'first')")
        await tx.query('select 1/0')
      })
    ).rejects.toMatchObject({ code: '22012' })
    await db.query("insert into kept (id, words) values (2, 'next')")
    expect(await words()).toEqual(['next'])
  })

  it('is all or nothing also when it swallows the error of a statement', async () => {
    await db
      .tx(async (tx) => {
        await tx.query("insert into kept (id, words) values (1, 'first')")
        await tx.query('select 1/0').catch(() => undefined)
      })
      .catch(() => undefined)
    expect(await words()).toEqual([])
  })

  it('runs what waits for the commit after it, and never after a rollback', async () => {
    const order: string[] = []
    const told = new Promise<string[]>((resolve) => {
      void db.tx(async (tx) => {
        tx.afterCommit(() => {
          order.push('told')
          resolve(words())
        })
        await tx.query("insert into kept (id, words) values (1, 'kept')")
        order.push('written')
      })
    })
    expect(await told).toEqual(['kept'])
    expect(order).toEqual(['written', 'told'])

    await db
      .tx(async (tx) => {
        tx.afterCommit(() => order.push('told of what never was'))
        throw new Error('no')
      })
      .catch(() => undefined)
    expect(order).toEqual(['written', 'told'])
  })
})

describe('two at once add 1 to a counter 200 times', () => {
  const value = async () => (await db.query<{ value: number }>('select value from counter'))[0]?.value
  const together = (add: () => Promise<void>) =>
    Promise.all(
      [1, 2].map(async () => {
        for (let times = 0; times < 200; times++) await add()
      })
    )

  it('in transactions: nothing is lost', async () => {
    await together(() =>
      db.tx(async (tx) => {
        const [row] = await tx.query<{ value: number }>('select value from counter for update')
        await tx.query('update counter set value = $1', [(row?.value ?? 0) + 1])
      })
    )
    expect(await value()).toBe(400)
  })

  it('without transactions additions are lost, so the test above can fail', async () => {
    await together(async () => {
      const before = (await value()) ?? 0
      await db.query('update counter set value = $1', [before + 1])
    })
    expect(await value()).toBeLessThan(400)
  })
})

describe('beside an open transaction of the same call', () => {
  it('a query or a second transaction is refused at once under guardNested', async () => {
    const guarded = await openEmbedded({ guardNested: true })
    await expect(guarded.tx(() => guarded.query('select 1'))).rejects.toThrow('would wait for ever')
    await expect(guarded.tx(() => guarded.tx((inner) => inner.query('select 1')))).rejects.toThrow(
      'would wait for ever'
    )
    expect(await guarded.tx((tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }])
    await guarded.close()
  })

  it('without the guard such a query waits until the transaction is over: awaited inside, for ever', async () => {
    const open = await openEmbedded({ guardNested: false })
    const order: string[] = []
    let nested: Promise<unknown> = Promise.resolve()
    await open.tx(async (tx) => {
      nested = open.query('select 1').then(() => order.push('nested'))
      for (let i = 0; i < 20; i++) await tx.query('select 1')
      order.push('transaction')
    })
    await nested
    expect(order).toEqual(['transaction', 'nested'])
    await open.close()
  })
})
