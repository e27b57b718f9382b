import { DESK_IDLE_MINUTES } from '@shared/contract/desk'
import { setCredentials } from '@/platform/call'
import { phone } from '../../../test-mocks/taro'
import { cameIn, stirred } from './desk-session'

const MINUTE_MS = 60_000
const me = {
  staffId: 'staff-00001',
  login: 'li-clerk',
  name: '李窗口',
  title: '窗口人员',
  department: 'civil-affairs',
  departmentName: '区民政局',
  roles: ['clerk' as const],
  endsAt: '2026-11-22T20:00:00+08:00'
}

beforeEach(() => {
  jest.useFakeTimers()
  setCredentials({ bearer: () => undefined, renew: async () => false, owner: () => null })
  phone.reset()
  phone.answers(() => ({ statusCode: 200, data: me }))
})
afterEach(() => jest.useRealTimers())

it('a clerk who types for an hour without sending anything stays signed in, and the server is asked every few minutes only', async () => {
  cameIn(me)
  let longestMs = 0
  let told = Date.now()
  for (let second = 0; second < 3600; second += 1) {
    await jest.advanceTimersByTimeAsync(1000)
    const before = phone.asked.length
    stirred()
    if (phone.asked.length === before) continue
    longestMs = Math.max(longestMs, Date.now() - told)
    told = Date.now()
  }
  expect(longestMs).toBeLessThan(DESK_IDLE_MINUTES * MINUTE_MS)
  expect(phone.asked.length).toBeGreaterThan(0)
  expect(phone.asked.length).toBeLessThanOrEqual(20)
})

it('without a connection the keys of a clerk do not knock at the server each time', async () => {
  phone.answers(() => Promise.reject({ errMsg: 'request:fail' }))
  // after the hour of the other test
  jest.setSystemTime(Date.now() + 180 * MINUTE_MS)
  cameIn(me)
  await jest.advanceTimersByTimeAsync(4 * MINUTE_MS)
  for (let key = 0; key < 50; key += 1) stirred()
  await jest.advanceTimersByTimeAsync(0)
  expect(phone.asked).toHaveLength(1)
})
