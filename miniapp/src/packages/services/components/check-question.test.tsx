import { fireEvent, render, screen } from '@testing-library/react'
import type { AskedFact, FactValue } from '../check/fact-value'
import { sayValue } from '../check/fact-value'
import { CheckQuestion } from './check-question'

const bore: AskedFact = {
  ...{ name: '水表口径', subject: '法人', type: 'quantity', dimension: '长度', unit: 'mm', units: ['mm', 'cm', 'm'] },
  ...{ whole: false, options: [], none: false, since: null, example: null, ask: '要装的水表口径是多少毫米？' },
  ...{ help: 'DN100 就是 100 毫米。', source: null, freshDays: 30 }
}
const size: AskedFact = {
  ...bore,
  ...{ name: '户籍街道', type: 'choice', unit: null, units: [], dimension: null, options: ['解放碑街道', '大坪街道'] },
  ...{ none: true, ask: '户口在哪个街道？', help: null }
}
const yesNo: AskedFact = { ...size, name: '失业登记', type: 'boolean', options: [], none: false, ask: '登记了吗？' }

function ask(fact: AskedFact, value?: FactValue) {
  const given: FactValue[] = []
  let unknown = 0
  const onAnswer = async (next: FactValue) => {
    given.push(next)
  }
  const onUnknown = async () => {
    unknown += 1
  }
  render(<CheckQuestion {...{ fact, value, onAnswer, onUnknown }} error={undefined} />)
  return { given, unknown: () => unknown }
}

it('a number goes out with its unit, and what is no number is said to be none', () => {
  const { given } = ask(bore)
  fireEvent.change(screen.getByLabelText(/要装的水表口径/), { target: { value: '很大' } })
  fireEvent.click(screen.getByText('下一题'))
  expect(screen.getByText('请填数字。')).toBeTruthy()
  expect(given).toEqual([])
  fireEvent.change(screen.getByLabelText(/要装的水表口径/), { target: { value: '25' } })
  fireEvent.click(screen.getByText('下一题'))
  expect(given).toEqual([{ value: 25, unit: 'mm' }])
  expect(sayValue(bore, { value: 25, unit: 'mm' })).toBe('25 毫米')
})

it('one press answers a question of choices, where 没有 is an answer too', () => {
  const { given } = ask(size)
  fireEvent.click(screen.getByText('大坪街道'))
  fireEvent.click(screen.getByText('没有'))
  expect(given).toEqual(['大坪街道', null])
})

it('an answer given before is still chosen when it is changed, and whoever cannot answer says so', () => {
  const { given, unknown } = ask(yesNo, false)
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '不是' }).checked).toBe(true)
  fireEvent.click(screen.getByText('是'))
  fireEvent.click(screen.getByText('我不知道'))
  expect(given).toEqual([true])
  expect(unknown()).toBe(1)
})
