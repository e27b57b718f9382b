import { render, screen } from '@testing-library/react'
import { DisputeList } from './dispute-list'

const said = {
  ...{ id: 'dispute-01', label: '老人姓名', source: '公安部门实名核验', sourceAt: '2026-09-01T09:00:00+08:00' },
  ...{ serviceName: '高龄津贴申领', text: '我的名字改过了', askedAt: '2026-11-20T09:00:00+08:00' }
}

it('whoever said that a register is wrong reads there what its department wrote', () => {
  render(<DisputeList disputes={[{ ...said, state: 'right', answer: '户籍没有变更记录。' }]} />)
  for (const words of ['老人姓名：我的名字改过了', '登记没有错', /公安部门实名核验.*答复：户籍没有变更记录。/])
    expect(screen.getByText(words)).toBeTruthy()
})

it('who still waits is told so, and who has said nothing sees nothing of it', () => {
  const { container, rerender } = render(<DisputeList disputes={[{ ...said, state: 'waiting', answer: null }]} />)
  expect(screen.getByText('等待答复')).toBeTruthy()
  expect(container.textContent).not.toContain('答复：')
  rerender(<DisputeList disputes={[]} />)
  expect(container.textContent).toBe('')
})
