import { act, render, screen } from '@testing-library/react'
import { ShownCode } from './shown-code'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

it('a shown code counts down, and is gone from the screen when it is good no longer', async () => {
  const again = jest.fn()
  render(<ShownCode code='ABCDEFGHJKMN' until={Date.now() + 60_000} again={again} />)
  expect(screen.getByText('ABCD EFGH JKMN')).toBeTruthy()
  expect(screen.getByText('60 秒内有效，只能用一次')).toBeTruthy()
  await act(() => jest.advanceTimersByTimeAsync(59_000))
  expect(screen.getByText('1 秒内有效，只能用一次')).toBeTruthy()
  await act(() => jest.advanceTimersByTimeAsync(2_000))
  expect(screen.queryByText('ABCD EFGH JKMN')).toBeNull()
  screen.getByText('换一个码').click()
  expect(again).toHaveBeenCalledTimes(1)
})
