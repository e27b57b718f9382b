import { makeStoreCheck } from './readiness'

beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-22T01:00:00Z') }))
afterEach(() => jest.useRealTimers())

it('a store that answers is up', async () => {
  expect(await makeStoreCheck('postgres', async () => 1)()).toEqual({ name: 'postgres', state: 'up', ageSeconds: 0 })
})

it('a store that refuses is down, and one that never answered has no age', async () => {
  const check = makeStoreCheck('redis', () => Promise.reject(new Error('ECONNREFUSED')))
  expect(await check()).toEqual({ name: 'redis', state: 'down', ageSeconds: null })
})

it('a store that hangs is down after 1.5 s; the age says when it answered last', async () => {
  let hangs = false
  const check = makeStoreCheck('postgres', () => (hangs ? new Promise(() => undefined) : Promise.resolve()))
  await check()
  hangs = true
  jest.advanceTimersByTime(10_000)
  const asked = check()
  await jest.advanceTimersByTimeAsync(1_499)
  let answered = false
  void asked.then(() => {
    answered = true
  })
  await jest.advanceTimersByTimeAsync(0)
  expect(answered).toBe(false)
  await jest.advanceTimersByTimeAsync(1)
  expect(await asked).toEqual({ name: 'postgres', state: 'down', ageSeconds: 11.5 })
  expect(jest.getTimerCount()).toBe(0)
})
