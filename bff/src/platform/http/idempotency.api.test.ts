import { randomBytes } from 'node:crypto'
import { startProbe } from '../../../../test/support/probe-app'
import { openTestDb } from '../../../../test/support/test-stores'
import { systemClock } from '../clock/clock'
import type { Db, Tx } from '../db/db'
import { makeSealer } from '../seal/sealer'
import { openSystemKey } from '../seal/system-key'
import { Answer, makeOnce, type Once } from './idempotency'
import { isRefused, refuse } from './refused'

let db: Db
let once: Once
let made = 0
const act = (changes: Partial<{ scope: string; key: string; fingerprint: string }> = {}) => ({
  scope: 'citizen-1',
  key: `key-${made}`,
  fingerprint: 'content-1',
  ...changes
})
beforeAll(async () => {
  db = await openTestDb()
  await db.tx((tx) => tx.exec('create table acts (id serial primary key, who text not null)'))
  const sealer = makeSealer({
    masterKeys: [{ id: 'k1', key: randomBytes(32) }],
    indexKey: randomBytes(32),
    algorithm: 'sm4'
  })
  once = makeOnce(db, systemClock(), await openSystemKey(db, sealer, 'idempotency'))
})
afterAll(() => db.close())
beforeEach(async () => {
  made += 1
  await db.query('delete from acts')
})

const hire = async (tx: Tx, who = '张敏') => {
  const [row] = await tx.query<{ id: number }>('insert into acts (who) values ($1) returning id', [who])
  return { id: row?.id, who }
}
const acts = async () => (await db.query<{ many: number }>('select count(*)::int as many from acts'))[0]?.many
const keptReplies = () =>
  db.query<{ reply: string | null }>('select reply from platform_idempotency where key = $1', [act().key])
const replyOf = (answer: unknown) => (answer instanceof Answer ? answer.reply : answer)

it('twenty calls with one key at once act once, and all get the same answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => once(act(), (tx) => hire(tx))))
  expect(await acts()).toBe(1)
  expect(new Set(answers.map((answer) => JSON.stringify(replyOf(answer)))).size).toBe(1)
  expect(replyOf(answers[0])).toMatchObject({ who: '张敏' })
})

it('without a common key two calls are two acts, so the test above can fail', async () => {
  await Promise.all([once(act({ key: 'one' }), hire), once(act({ key: 'two' }), hire)])
  expect(await acts()).toBe(2)
})

it('the same key of another person is another act', async () => {
  await once(act({ scope: 'citizen-1' }), hire)
  await once(act({ scope: 'citizen-2' }), hire)
  expect(await acts()).toBe(2)
})

it('other content under the same key is refused and does nothing, also when both come at once', async () => {
  const answers = await Promise.all([
    once(act({ fingerprint: 'content-1' }), hire),
    once(act({ fingerprint: 'content-2' }), hire)
  ])
  const later = await once(act({ fingerprint: 'content-3' }), hire)
  expect(await acts()).toBe(1)
  expect(answers.filter(isRefused)).toHaveLength(1)
  expect(later).toMatchObject({ code: 'idempotency_key_reused' })
})

it('a crash after the act but before the commit leaves nothing; the repeated call acts once', async () => {
  const crash = new Error('the process was killed here')
  await expect(
    once(act(), async (tx) => {
      await hire(tx)
      throw crash
    })
  ).rejects.toBe(crash)
  expect(await acts()).toBe(0)
  expect(await keptReplies()).toEqual([])
  const again = await once(act(), hire)
  expect(replyOf(again)).toMatchObject({ who: '张敏' })
  expect(await acts()).toBe(1)
})

it('a crash after the commit but before the reply went out: the repeated call gets the first answer, no second act', async () => {
  const lost = await once(act(), hire)
  const again = await once(act(), () => Promise.reject(new Error('this must not run')))
  expect(replyOf(again)).toEqual(replyOf(lost))
  expect(await acts()).toBe(1)
})

it('calls that wait for a first one which crashes act once among themselves', async () => {
  let tries = 0
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      once(act(), async (tx) => {
        const done = await hire(tx)
        tries += 1
        if (tries === 1) throw new Error('killed')
        return done
      })
    )
  )
  expect(answers.filter((answer) => answer.status === 'rejected')).toHaveLength(1)
  expect(await acts()).toBe(1)
})

it('a refusal is not kept and undoes what the act had written: once mended, the same key acts', async () => {
  const refused = await once(act(), async (tx) => {
    await hire(tx)
    return refuse('form_invalid', { name: '请填写姓名。' })
  })
  expect(refused).toMatchObject({ code: 'form_invalid', fields: { name: '请填写姓名。' } })
  expect(await acts()).toBe(0)
  expect(await keptReplies()).toEqual([])
  expect(replyOf(await once(act(), hire))).toMatchObject({ who: '张敏' })
})

it('the kept reply is sealed: neither a name nor a field of it lies in the row, and it opens in its own row only', async () => {
  await once(act(), (tx) => hire(tx, '欧阳示例'))
  const [row] = await keptReplies()
  expect(row?.reply).toEqual(expect.any(String))
  expect(row?.reply).not.toContain('欧阳')
  expect(row?.reply).not.toContain('who')
  expect(Buffer.from(row?.reply ?? '', 'base64url').toString()).not.toContain('欧阳')
  await db.query('update platform_idempotency set scope = $2 where key = $1', [act().key, 'thief'])
  await expect(once(act({ scope: 'thief' }), hire)).rejects.toThrow()
})

describe('over the wire', () => {
  it('the connection dies after the act was committed: the same key again gets the first answer, and one act is there', async () => {
    let dies = true
    const probe = await startProbe({
      db,
      audit: async () => {
        if (dies) throw new Error('killed before the reply went out')
      }
    })
    const key = { 'idempotency-key': `wire-key-of-a-phone-${made}` }
    const lost = await probe.send('/api/v1/probe/act', { who: '张敏' }, key)
    dies = false
    const again = await probe.send('/api/v1/probe/act', { who: '张敏' }, key)
    const third = await probe.send('/api/v1/probe/act', { who: '张敏' }, key)
    expect([lost.status, again.status, third.status]).toEqual([500, 200, 200])
    expect(third.json).toEqual(again.json)
    expect(await acts()).toBe(1)
    const other = await probe.send('/api/v1/probe/act', { who: '陈国强' }, key)
    expect([other.status, other.json.error]).toEqual([409, 'idempotency_key_reused'])
    expect(await acts()).toBe(1)
    await probe.close()
  })

  it('one audit row per call says who called what and how it ended, also when it was refused', async () => {
    const probe = await startProbe({ db })
    const key = { 'idempotency-key': `audit-key-of-a-phone-${made}` }
    const first = await probe.send('/api/v1/probe/act', { who: '张敏' }, key)
    await probe.send('/api/v1/probe/act', { who: '陈国强' }, key)
    expect(probe.audited).toEqual([
      { requestId: first.headers.get('x-request-id'), route: 'probe.act', caller: null, outcome: 'done' },
      { requestId: expect.any(String), route: 'probe.act', caller: null, outcome: 'idempotency_key_reused' }
    ])
    await probe.close()
  })
})
