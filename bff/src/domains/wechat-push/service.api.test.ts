import { randomBytes } from 'node:crypto'
import { openTestDb } from '../../../../test/support/test-stores'
import { movableClock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { silentLog } from '../../platform/log/log'
import { makeSealer } from '../../platform/seal/sealer'
import type { PushEvents, ReceivedPush } from './port'
import { makeWechatPushes } from './service'

let db: Db
beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())

const clock = movableClock()
const sealer = makeSealer({
  masterKeys: [{ id: 'k1', key: randomBytes(32) }],
  indexKey: randomBytes(32),
  algorithm: 'sm4'
})
const listening = (handlers: PushEvents) => makeWechatPushes({ db, clock, log: silentLog(), sealer, handlers })

let numbers = 0
const revocation = (): ReceivedPush => {
  numbers += 1
  return {
    key: `wx|oPerson|${numbers}|user_authorization_revoke`,
    kind: 'user_authorization_revoke',
    event: { event: 'user_authorization_revoke', openid: 'oPerson', appid: 'wx', revoked: '301' }
  }
}
const countKept = async () => (await db.query('select key from wechat_push_received')).length

it('a revocation that WeChat sends many times at once is handed on once', async () => {
  const heard: string[] = []
  const pushes = listening({ user_authorization_revoke: async (_tx, { openid }) => void heard.push(openid) })
  const push = revocation()
  await Promise.all(Array.from({ length: 20 }, () => pushes.receive(push)))
  await pushes.receive(revocation())
  expect(heard).toEqual(['oPerson', 'oPerson'])
})

it('a revocation whose handling failed is not counted: the next delivery is handed on', async () => {
  const before = await countKept()
  let calls = 0
  const pushes = listening({
    user_authorization_revoke: async () => {
      calls += 1
      if (calls === 1) throw new Error('the store was full')
    }
  })
  const push = revocation()
  await expect(pushes.receive(push)).rejects.toThrow('the store was full')
  expect(await countKept()).toBe(before)
  await pushes.receive(push)
  await pushes.receive(push)
  expect(calls).toBe(2)
})

it('what nobody listens to is counted all the same, under a key that names nobody', async () => {
  const pushes = listening({})
  const push = revocation()
  await pushes.receive(push)
  const rows = await db.query<{ key: string; kind: string }>('select key, kind from wechat_push_received')
  expect(rows.some(({ key }) => key.includes('oPerson'))).toBe(false)
  expect(rows.at(-1)?.kind).toBe('user_authorization_revoke')
})

it('is forgotten after a day, when no delivery can come any more', async () => {
  const pushes = listening({})
  await pushes.receive(revocation())
  clock.moveBy(23 * 3_600_000)
  await pushes.cleanUp.run()
  expect(await countKept()).toBeGreaterThan(0)
  clock.moveBy(2 * 3_600_000)
  await pushes.cleanUp.run()
  expect(await countKept()).toBe(0)
})
