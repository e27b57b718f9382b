import { makeRefresher } from './refresher'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

function watched() {
  let asked = 0
  let wanted = true
  let slowMs = 0
  const refresher = makeRefresher({
    refresh: () => {
      asked += 1
      return new Promise((resolve) => setTimeout(resolve, slowMs))
    },
    wanted: () => wanted,
    everyMs: 15_000
  })
  return {
    refresher,
    asked: () => asked,
    setWanted: (now: boolean) => {
      wanted = now
    },
    setSlow: (ms: number) => {
      slowMs = ms
    }
  }
}

it('an open case is refreshed every 15 seconds, and at once when the citizen comes back to it', async () => {
  const { refresher, asked } = watched()
  refresher.shown()
  expect(asked()).toBe(0)
  await jest.advanceTimersByTimeAsync(31_000)
  expect(asked()).toBe(2)
  refresher.hidden()
  await jest.advanceTimersByTimeAsync(120_000)
  expect(asked()).toBe(2)
  refresher.shown()
  expect(asked()).toBe(3)
})

it('a slow answer is waited for, and one that arrives after the page was left starts nothing', async () => {
  const { refresher, asked, setSlow } = watched()
  setSlow(40_000)
  refresher.shown()
  await jest.advanceTimersByTimeAsync(50_000)
  expect(asked()).toBe(1)
  refresher.hidden()
  await jest.advanceTimersByTimeAsync(120_000)
  expect(asked()).toBe(1)
})

it('a case that has ended is left in peace', async () => {
  const { refresher, asked, setWanted } = watched()
  setWanted(false)
  refresher.shown()
  await jest.advanceTimersByTimeAsync(60_000)
  expect(asked()).toBe(0)
})
