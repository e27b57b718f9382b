import type { ServiceVerdict } from '@shared/contract/service-check'
import { fireEvent, render, screen } from '@testing-library/react'
import { Suited } from './suited'

const item = (id: string, more: Partial<ServiceVerdict>): ServiceVerdict => ({
  ...{ id, name: `事项${id}`, department: '区民政局', verdict: '还不知道', why: [], missing: [] },
  ...more
})

it('what one qualifies for stands first, and each says what settled it or what is still to be answered', () => {
  const opened: string[] = []
  const items = [
    item('a', { verdict: '符合', why: [{ text: '年龄：80 岁以上', value: '84 岁' }] }),
    item('b', { missing: ['户籍', '出生日期'] }),
    item('c', { verdict: '不符合', why: [{ text: '户籍：渝中区', value: '境外' }] })
  ]
  const { container } = render(<Suited items={items} onOpen={(id) => opened.push(id)} />)
  const text = container.textContent ?? ''
  const order = [
    '符合条件 1 项',
    '事项a',
    '年龄：80 岁以上',
    '还要再问几句 1 项',
    '还要知道：户籍、出生日期',
    '现在不符合 1 项'
  ]
  expect(order.map((words) => text.indexOf(words))).toEqual(
    [...order.map((words) => text.indexOf(words))].sort((x, y) => x - y)
  )
  expect(order.every((words) => text.includes(words))).toBe(true)
  fireEvent.click(screen.getByText('事项c'))
  expect(opened).toEqual(['c'])
})

it('a group without items has no heading', () => {
  const { container } = render(<Suited items={[item('a', { verdict: '符合' })]} onOpen={() => undefined} />)
  expect(container.textContent).not.toContain('现在不符合')
})
