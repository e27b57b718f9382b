import { act, fireEvent, render, screen } from '@testing-library/react'
import { CallError } from '@/platform/call-error'
import { useLoad } from '../load/load'
import { StateView } from './state-view'

const down = new CallError({ code: 'internal', status: 500, message: '服务出了点问题。', requestId: 'req-7f3a' })

function List({ fetch, about = 'a' }: { fetch: (about: string) => Promise<string[]>; about?: string }) {
  const load = useLoad(() => fetch(about), [about])
  return (
    <>
      <button type='button' onClick={() => void load.reload()}>
        刷新
      </button>
      <StateView
        of={load}
        isEmpty={(items) => items.length === 0}
        empty={{ title: '还没有办件', note: '去办事看看。' }}
      >
        {(items) => <p>{items.join(' ')}</p>}
      </StateView>
    </>
  )
}

/** A promise the test settles. */
function pending<T>() {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | undefined
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, settle }
}

test('a citizen sees that something is loading, then the list', async () => {
  const first = pending<string[]>()
  render(<List fetch={() => first.promise} />)
  expect(screen.getByRole('status').textContent).toContain('正在加载')
  await act(async () => first.settle?.resolve(['居住证']))
  expect(screen.getByText('居住证')).toBeTruthy()
  expect(screen.queryByRole('status')).toBeNull()
})

test('a failed page says what happened and under which number, and 重试 brings the list', async () => {
  const fetch = jest.fn<Promise<string[]>, []>().mockRejectedValueOnce(down).mockResolvedValue(['居住证'])
  render(<List fetch={fetch} />)
  expect((await screen.findByRole('alert')).textContent).toBe('服务出了点问题。问题编号：req-7f3a')
  await act(async () => fireEvent.click(screen.getByRole('button', { name: '重试' })))
  expect(screen.getByText('居住证')).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a defect of our own is told like any other failure, never in English', async () => {
  render(<List fetch={() => Promise.reject(new TypeError('x is not a function'))} />)
  expect((await screen.findByRole('alert')).textContent).toMatch(/^[\u4e00-\u9fff，,。]+$/)
})

test('a citizen without cases reads what to do next', async () => {
  render(<List fetch={async () => []} />)
  expect(await screen.findByText('还没有办件')).toBeTruthy()
  expect(screen.getByText('去办事看看。')).toBeTruthy()
})

test('a refresh that fails keeps what was shown and says that it is old', async () => {
  const fetch = jest.fn<Promise<string[]>, []>().mockResolvedValueOnce(['居住证']).mockRejectedValue(down)
  render(<List fetch={fetch} />)
  await screen.findByText('居住证')
  await act(async () => fireEvent.click(screen.getByRole('button', { name: '刷新' })))
  expect(screen.getByText('居住证')).toBeTruthy()
  expect(screen.getByText(/没有刷新成功，下面是之前的内容。/)).toBeTruthy()
})

test('an answer to an older question never replaces the newer one', async () => {
  const answers = { old: pending<string[]>(), new: pending<string[]>() }
  const fetch = (about: string) => (about === 'old' ? answers.old.promise : answers.new.promise)
  const { rerender } = render(<List fetch={fetch} about='old' />)
  rerender(<List fetch={fetch} about='new' />)
  await act(async () => answers.new.settle?.resolve(['新的']))
  await act(async () => answers.old.settle?.resolve(['旧的']))
  expect(screen.getByText('新的')).toBeTruthy()
  expect(screen.queryByText('旧的')).toBeNull()
})
