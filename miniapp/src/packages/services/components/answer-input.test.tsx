import { exampleForm } from '@shared/contract/example-form'
import { type Answer, formFields } from '@shared/contract/form'
import { checkAnswer } from '@shared/contract/form-check'
import { fireEvent, render, screen } from '@testing-library/react'
import { useRef, useState } from 'react'
import { AnswerInput } from './answer-input'

const today = '2026-11-22'

/** One field of the example form, as the page keeps it: checked whenever it is left. */
function Question({ id, start }: { id: string; start?: Answer }) {
  const field = formFields(exampleForm).find((one) => one.id === id)
  const now = useRef(start)
  const [answer, setAnswer] = useState(start)
  const [error, setError] = useState('')
  if (!field) throw new Error(`no field ${id}`)
  return (
    <>
      <AnswerInput
        serviceId={exampleForm.serviceId}
        field={field}
        answer={answer}
        answerNow={() => now.current}
        files={[]}
        today={today}
        {...(error ? { error } : {})}
        onEdit={(value) => {
          now.current = value
          setAnswer(value)
        }}
        onLeave={() => {
          const checked = checkAnswer(field, now.current, today)
          setError(checked.ok ? '' : checked.reason)
        }}
        onFile={() => undefined}
        onUploading={() => undefined}
      />
      <output>{JSON.stringify(answer)}</output>
    </>
  )
}
const answer = (): unknown => JSON.parse(screen.getByRole('status').textContent ?? 'null')
const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

it('a card number is grouped while it is typed, and not while a digit inside is mended', () => {
  render(<Question id='card' />)
  type(/收款银行卡/, '62220')
  expect(answer()).toBe('6222 0')
  type(/收款银行卡/, '6222 05')
  type(/收款银行卡/, '622 05')
  expect(answer()).toBe('622 05')
})

it('an amount kept in 分 stands in the field in 元 when it is to be mended', () => {
  render(<Question id='loan' start={12_000_050} />)
  expect(screen.getByLabelText<HTMLInputElement>(/贷款金额/).value).toBe('120000.50')
})

it('who lives outside the district writes the region, who lives inside chooses the street', () => {
  render(<Question id='home' />)
  type(/户籍所在地/, '500103003')
  expect(answer()).toBe('500103003')
  type(/户籍所在地/, 'elsewhere')
  type(/户籍所在地在哪里/, '四川省成都市锦江区')
  expect(answer()).toBe('四川省成都市锦江区')
})

it('rows are added, filled in and removed; a wrong cell is marked at its place, with its row and column named', () => {
  render(<Question id='goods' />)
  const cells = (label: RegExp) => screen.getAllByLabelText(label)
  fireEvent.change(cells(/品名/)[0] ?? document.body, { target: { value: '灯' } })
  press('再加一行')
  fireEvent.change(cells(/品名/)[1] ?? document.body, { target: { value: '货架' } })
  fireEvent.change(cells(/数量/)[1] ?? document.body, { target: { value: '很多' } })
  press('删除采购清单第 1 行')
  expect(answer()).toEqual([{ what: '货架', count: '很多' }])
  fireEvent.blur(cells(/单价/)[0] ?? document.body)
  expect(screen.getByText('采购清单第 1 行的“数量”：数量只能填数字。')).toBeTruthy()
  expect(cells(/数量/)[0]?.getAttribute('aria-invalid')).toBe('true')
  expect(cells(/品名/)[0]?.getAttribute('aria-invalid')).toBeNull()
})

it('where nobody can draw, the name is typed and ticked; without the tick it is no signature', () => {
  render(<Question id='signature' />)
  press(/不方便手写/)
  type(/签名人姓名/, '张敏')
  expect(answer()).toEqual({ signedName: '张敏', confirmed: false })
  fireEvent.click(screen.getByRole('checkbox', { name: '这是我本人的签名' }))
  expect(answer()).toEqual({ signedName: '张敏', confirmed: true })
  expect(screen.queryByRole('alert')).toBeNull()
})

it('in a browser a place is written, and the words of a place chosen on the map may be completed', () => {
  const place = { crs: 'GCJ-02' as const, longitude: 106.5, latitude: 29.5, address: '民权路 28 号' }
  render(<Question id='spot' start={place} />)
  type(/门店位置/, '民权路 28 号 3 楼')
  expect(answer()).toEqual({ ...place, address: '民权路 28 号 3 楼' })
  type(/门店位置/, '')
  type(/门店位置/, '八一路好吃街口')
  expect(answer()).toBe('八一路好吃街口')
})
