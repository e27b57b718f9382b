import { movableClock, systemClock } from './clock'

const frozen = new Date('2026-02-13T15:59:00Z')

describe('the clock', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: frozen, doNotFake: ['nextTick', 'setImmediate'] })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it('of the machine tells the instant and the day in Chongqing', () => {
    const clock = systemClock()
    expect(clock.now()).toEqual(frozen)
    expect(clock.today()).toBe('2026-02-13')
    jest.setSystemTime(new Date('2026-02-13T16:00:00Z'))
    expect(clock.today()).toBe('2026-02-14')
  })

  it('set forward by a minute shows the next day to a citizen who waits for it, and goes on running', () => {
    const clock = movableClock()
    clock.moveBy(60_000)
    expect(clock.today()).toBe('2026-02-14')
    jest.advanceTimersByTime(500)
    expect(clock.now()).toEqual(new Date('2026-02-13T16:00:00.500Z'))
    clock.moveBy(-60_000)
    expect(clock.today()).toBe('2026-02-13')
  })

  it('hands its offset to another process, which then tells the same time', () => {
    const clock = movableClock(3_600_000)
    clock.moveBy(86_400_000)
    expect(clock.offset()).toBe(90_000_000)
    expect(movableClock(clock.offset()).now()).toEqual(clock.now())
  })

  it('refuses to move by what is no whole number of milliseconds, and stays where it was', () => {
    const clock = movableClock()
    expect(() => clock.moveBy(Number.NaN)).toThrow(RangeError)
    expect(() => movableClock(0.5)).toThrow(RangeError)
    expect(clock.now()).toEqual(frozen)
  })
})
