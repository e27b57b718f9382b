import { makeKeptWork, workIsOf, workWaits } from './kept-work'

const work = makeKeptWork<string>()
const MINUTE_MS = 60_000

beforeEach(() => {
  jest.useFakeTimers()
  workIsOf(null)
  workIsOf('li')
  work.set('罗淑芬的高龄津贴申请')
})
afterEach(() => jest.useRealTimers())

it('a clerk whom the desk signed out finds what they had typed when they come back within the hour', () => {
  workWaits()
  jest.advanceTimersByTime(59 * MINUTE_MS)
  workIsOf('li')
  jest.advanceTimersByTime(120 * MINUTE_MS)
  expect(work.get()).toBe('罗淑芬的高龄津贴申请')
})

it('after an hour nothing of it is left, also when nobody comes', () => {
  workWaits()
  jest.advanceTimersByTime(60 * MINUTE_MS)
  expect(work.get()).toBeNull()
})

it('another clerk at the same computer finds nothing, and the first finds nothing after them', () => {
  workWaits()
  workIsOf('wang')
  expect(work.get()).toBeNull()
  workIsOf('li')
  expect(work.get()).toBeNull()
})

it('who leaves by 退出 takes nothing up again', () => {
  workIsOf(null)
  workIsOf('li')
  expect(work.get()).toBeNull()
})
