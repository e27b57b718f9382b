import { render, screen } from '@testing-library/react'
import { CorrectionList } from './correction-list'

const asked = { id: 'c', what: 'name', text: '名字少了一点。', askedAt: '2026-11-20T09:00:00+08:00' } as const

it('whoever asked for a correction reads the answer the message speaks of', () => {
  render(<CorrectionList corrections={[{ ...asked, state: 'refused', answer: '登记机关的记录就是这样。' }]} />)
  for (const words of ['姓名：名字少了一点。', '未予更正', /答复：登记机关的记录就是这样。/])
    expect(screen.getByText(words)).toBeTruthy()
})

it('who has not asked sees nothing of it', () => {
  const { container } = render(<CorrectionList corrections={[]} />)
  expect(container.textContent).toBe('')
})
