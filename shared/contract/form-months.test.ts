import fc from 'fast-check'
import type { Answer, Field, Form } from './form'
import { checkAnswer, checkAnswers } from './form-check'
import { monthLimits } from './form-months'

const month = { id: 'startMonth', label: '参保起始月', required: true, kind: 'month' } as const
const fromNow = { ...month, monthsBack: 0, monthsAhead: 12 }

/** What the citizen reads about an answer on a day; '' when it is right. */
const told = (field: Field, value: Answer | undefined, today: string): string => {
  const checked = checkAnswer(field, value, today)
  return checked.ok ? '' : checked.reason
}

describe('A month counted from the current one', () => {
  it('is taken from this month up to the last one allowed, and refused outside with the limit named', () => {
    const on = (value: string) => told(fromNow, value, '2026-11-22')
    expect(on('2026-11')).toBe('')
    expect(on('2027-11')).toBe('')
    expect(on('2026-10')).toBe('参保起始月不能早于 2026 年 11 月。')
    expect(on('2027-12')).toBe('参保起始月不能晚于 2027 年 11 月。')
  })

  it.each([
    ['2026-12-31', 1, 1, '2026-11', '2027-01'],
    ['2027-01-01', 1, 1, '2026-12', '2027-02'],
    ['2026-12-31', 12, 12, '2025-12', '2027-12'],
    ['2027-01-01', 13, 11, '2025-12', '2027-12'],
    ['2028-02-29', 0, 24, '2028-02', '2030-02']
  ])(
    'crosses the turn of the year: on %s, %i back and %i ahead',
    (today, monthsBack, monthsAhead, earliest, latest) => {
      expect(monthLimits({ ...month, monthsBack, monthsAhead }, today)).toEqual({ earliest, latest })
    }
  )

  it('may be answered with exactly as many months as the form says', () => {
    const years = Array.from({ length: 11 }, (_, index) => 2020 + index)
    const all = years.flatMap((year) =>
      Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
    )
    const span = fc.integer({ min: 0, max: 30 })
    const day = fc.date({ min: new Date('2023-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(span, span, day, (monthsBack, monthsAhead, at) => {
        const today = at.toISOString().slice(0, 10)
        const right = all.filter((value) => told({ ...month, monthsBack, monthsAhead }, value, today) === '')
        expect(right).toHaveLength(monthsBack + monthsAhead + 1)
        expect(right[monthsBack]).toBe(today.slice(0, 7))
      })
    )
  })

  it('without limits any real month will do, and 13 is none', () => {
    expect(told(month, '1949-10', '2026-11-22')).toBe('')
    expect(told(month, '2026-13', '2026-11-22')).toBe('参保起始月不是有效的年月。')
  })
})

it('a day outside its limits is refused in words', () => {
  const born = { id: 'born', label: '出生日期', required: true, kind: 'date', latest: '2010-09-01' } as const
  expect(told(born, '2010-09-02', '2026-11-22')).toBe('出生日期不能晚于 2010 年 9 月 1 日。')
  expect(told(born, '2010-09-01', '2026-11-22')).toBe('')
})

it('a draft begun last month is told on 提交 that its month is over, and the other answers stay', () => {
  const form: Form = {
    serviceId: 'flexible-enrolment',
    version: 'v1',
    steps: [{ id: 'when', title: '参保信息', fields: [fromNow, { ...month, id: 'since', label: '就业起始月' }] }]
  }
  const answers = { startMonth: '2026-11', since: '2020-01' }
  expect(checkAnswers(form, answers, '2026-11-30')).toEqual({ ok: true, value: answers })
  expect(checkAnswers(form, answers, '2026-12-01')).toEqual({
    ok: false,
    fields: { startMonth: '参保起始月不能早于 2026 年 12 月。' }
  })
})
