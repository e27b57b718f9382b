import { act, renderHook } from '@testing-library/react'
import { useLoad } from './load'

/** A server that answers when told to; what is asked is remembered in order. */
function slowServer() {
  const answers: ((data: string) => void)[] = []
  const fetch = () => new Promise<string>((resolve) => answers.push(resolve))
  return {
    fetch,
    asked: () => answers.length,
    answer: (turn: number, data: string) => act(async () => answers[turn]?.(data))
  }
}

const shownOf = ({ result }: { result: { current: ReturnType<typeof useLoad<string>> } }) =>
  result.current.state === 'ready' ? result.current.data : result.current.state

test('a look that began before an act does not bring back what the act has changed', async () => {
  const server = slowServer()
  const page = renderHook(() => useLoad(server.fetch, []))
  await server.answer(0, '两位在等')
  act(() => void page.result.current.reload())
  act(() => page.result.current.amend(() => '正在办理一位'))
  await server.answer(1, '两位在等')
  expect(shownOf(page)).toBe('正在办理一位')
  expect(server.asked()).toBe(3)
  await server.answer(2, '正在办理一位，一位在等')
  expect(shownOf(page)).toBe('正在办理一位，一位在等')
  expect(server.asked()).toBe(3)
})

test('an answer that arrives after a newer question is dropped', async () => {
  const server = slowServer()
  const page = renderHook(() => useLoad(server.fetch, []))
  act(() => void page.result.current.reload())
  await server.answer(1, '新的')
  await server.answer(0, '旧的')
  expect(shownOf(page)).toBe('新的')
})
