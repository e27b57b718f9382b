import { workingCalendar } from '@shared/values/working-days'
import { opened, step } from './machine'
import type { DeskAct, DeskRules, DeskState } from './transitions'

const calendar = workingCalendar({ holidays: ['2026-10-01', '2026-10-02'], workdays: [], coveredYears: [2026, 2027] })
/** 2026-09-28 is a Monday. */
const on = (today: string, more: Partial<DeskRules> = {}): DeskRules => ({
  today,
  calendar,
  promise: { days: 10, unit: 'working-days' },
  legal: { days: 20, unit: 'working-days' },
  acceptDays: 5,
  mendDays: 15,
  secondPerson: false,
  payDays: null,
  filing: false,
  pledged: false,
  ...more
})
const LI = 'li-clerk'

/** Every act in turn; throws where the machine refuses. */
const after = (acts: [string, DeskAct][], more: Partial<DeskRules> = {}): DeskState => {
  const [first] = acts
  return acts.reduce(
    (desk, [today, act]) => {
      const next = step(desk, act, on(today, more))
      if ('refused' in next) throw new Error(`${act.act} on ${today}: ${next.refused}`)
      return next
    },
    opened(on(first?.[0] ?? '2026-09-28', more))
  )
}
const received: [string, DeskAct] = ['2026-09-28', { act: 'hand-over' }]
const accepted: [string, DeskAct][] = [received, ['2026-09-28', { act: 'accept', by: LI }]]

test('a case just handed in belongs to the department, which has five working days to decide on 受理', () => {
  expect(after([received])).toMatchObject({ state: 'received', handler: null, due: '2026-10-07' })
})

test('受理 starts the promise and the legal limit, holidays not counted, and gives the case to the clerk', () => {
  expect(after(accepted)).toMatchObject({ handler: LI, promised: '2026-10-14', due: '2026-10-14', legal: '2026-10-28' })
})

test('a pause moves promise and legal limit on by the working days it lasted', () => {
  const paused = after([...accepted, ['2026-09-29', { act: 'pause', by: LI, until: '2026-10-20' }]])
  expect(paused).toMatchObject({ due: '2026-10-20', paused: { on: '2026-09-29', until: '2026-10-20' } })
  const resumed = step(paused, { act: 'resume', by: LI }, on('2026-10-06'))
  // 30 September, 5 and 6 October were worked
  expect(resumed).toMatchObject({ paused: null, promised: '2026-10-19', due: '2026-10-19', legal: '2026-11-02' })
})

test('a pause ends by itself after its last day, and the clock runs from there', () => {
  const paused = after([...accepted, ['2026-09-29', { act: 'pause', by: LI, until: '2026-09-30' }]])
  expect(step(paused, { act: 'day' }, on('2026-09-30'))).toBe(paused)
  expect(step(paused, { act: 'day' }, on('2026-10-12'))).toMatchObject({ paused: null, due: '2026-10-15' })
})

test('a promise in calendar days moves on by calendar days', () => {
  const promise = { days: 7, unit: 'calendar-days' } as const
  const paused = after([...accepted, ['2026-09-29', { act: 'pause', by: LI, until: '2026-10-10' }]], { promise })
  expect(step(paused, { act: 'resume', by: LI }, on('2026-10-02', { promise }))).toMatchObject({ due: '2026-10-08' })
})

test('a second 补正 may only name what the first one named', () => {
  const mended = after([
    received,
    ['2026-09-28', { act: 'ask', by: LI, fields: ['idFront', 'phone'] }],
    ['2026-09-29', { act: 'mend' }],
    ['2026-09-29', { act: 'hand-over' }]
  ])
  expect(mended.open).toEqual([])
  expect(step(mended, { act: 'ask', by: LI, fields: ['bankCard'] }, on('2026-09-29'))).toEqual({
    refused: 'asked-before'
  })
  expect(step(mended, { act: 'ask', by: LI, fields: ['phone'] }, on('2026-09-29'))).toMatchObject({ open: ['phone'] })
})

test('who waits for a 补正 is refused only when the citizen’s days are over', () => {
  const asked = after([received, ['2026-09-28', { act: 'ask', by: LI, fields: ['phone'] }]])
  const last = asked.due ?? ''
  expect(step(asked, { act: 'refuse', by: LI }, on(last))).toEqual({ refused: 'not-now' })
  expect(step(asked, { act: 'refuse', by: LI }, on('2026-12-01'))).toMatchObject({ state: 'refused', due: null })
})

test('a colleague’s case is left alone, unless the head hands it on', () => {
  const desk = after(accepted)
  expect(step(desk, { act: 'complete', by: 'wu-clerk', granted: true }, on('2026-09-29'))).toEqual({
    refused: 'not-yours'
  })
  const given = { act: 'forward', by: 'head', head: true, to: 'wu-clerk' } as const
  expect(step(desk, given, on('2026-09-29'))).toMatchObject({ handler: 'wu-clerk' })
})

test('a missed day is told once, and again when the next one is missed', () => {
  const desk = after(accepted)
  const told = step(desk, { act: 'day' }, on('2026-10-15'))
  if ('refused' in told) throw new Error(told.refused)
  expect(told.told).toBe('2026-10-14')
  expect(step(told, { act: 'day' }, on('2026-10-16'))).toBe(told)
})

const WU = 'wu-clerk'
const granted = { act: 'complete', by: LI, granted: true } as const
const proposed = { act: 'propose', by: LI, decision: 'complete', granted: true } as const

test('备案 ends where the department has it, other items never without a decision', () => {
  const received = after([['2026-09-28', { act: 'hand-over' }]])
  expect(step(received, { act: 'file' }, on('2026-09-28'))).toEqual({ refused: 'not-now' })
  const filed = step(received, { act: 'file' }, on('2026-09-28', { filing: true }))
  expect(filed).toMatchObject({ state: 'completed', due: null })
})

test('a licence of 告知承诺 is granted where the department has it, other items never without a decision', () => {
  const received = after([['2026-09-28', { act: 'hand-over' }]])
  expect(step(received, { act: 'grant' }, on('2026-09-28', { filing: true }))).toEqual({ refused: 'not-now' })
  const held = step(received, { act: 'grant' }, on('2026-09-28', { pledged: true }))
  expect(held).toMatchObject({ state: 'completed', due: null })
})

test('where nobody decides alone, a colleague approves: never who wrote it, and nothing else happens meanwhile', () => {
  const two = { secondPerson: true }
  const before = after(accepted, two)
  expect(step(before, granted, on('2026-09-29', two))).toEqual({ refused: 'second-person' })
  const waits = after([...accepted, ['2026-09-29', proposed]], two)
  expect(step(waits, { act: 'approve', by: LI }, on('2026-09-30', two))).toEqual({ refused: 'second-person' })
  expect(step(waits, { act: 'review', by: LI }, on('2026-09-30', two))).toEqual({ refused: 'not-now' })
  expect(step(waits, { act: 'approve', by: WU }, on('2026-09-30', two))).toMatchObject({
    state: 'completed',
    due: null
  })
  expect(step(waits, { act: 'send-back', by: WU }, on('2026-09-30', two))).toMatchObject({
    ...{ state: 'accepted', proposal: null, handler: LI }
  })
})

test('a case is not finished before every department that was asked has answered', () => {
  const asked = after([...accepted, ['2026-09-29', { act: 'consult', by: LI, departments: ['justice', 'education'] }]])
  const one = step(asked, { act: 'opinion', department: 'justice' }, on('2026-09-30'))
  if ('refused' in one) throw new Error(one.refused)
  expect(step(one, granted, on('2026-09-30'))).toEqual({ refused: 'awaiting' })
  expect(step(one, { act: 'opinion', department: 'justice' }, on('2026-09-30'))).toEqual({ refused: 'not-now' })
  const both = step(one, { act: 'opinion', department: 'education' }, on('2026-09-30'))
  if ('refused' in both) throw new Error(both.refused)
  expect(step(both, granted, on('2026-09-30'))).toMatchObject({ state: 'completed' })
})

test('while a fee is owed the clock stands still; unpaid nothing is granted, and refused only after the last day', () => {
  const fee = { payDays: 5 }
  expect(step(after(accepted, fee), granted, on('2026-09-29', fee))).toEqual({ refused: 'unpaid' })
  const owed = after([...accepted, ['2026-09-29', { act: 'charge', by: LI }]], fee)
  // 30 September, 5, 6, 7 and 8 October
  expect(owed).toMatchObject({ state: 'payment', due: '2026-10-08', promised: '2026-10-14' })
  const refusal = { ...granted, granted: false }
  expect(step(owed, refusal, on('2026-10-08', fee))).toEqual({ refused: 'unpaid' })
  expect(step(owed, refusal, on('2026-10-09', fee))).toMatchObject({ state: 'completed' })
  const paid = step(owed, { act: 'paid', by: LI }, on('2026-10-06', fee))
  if ('refused' in paid) throw new Error(paid.refused)
  expect(paid).toMatchObject({ state: 'reviewing', promised: '2026-10-19', due: '2026-10-19', paid: true })
  expect(step(paid, granted, on('2026-10-07', fee))).toMatchObject({ state: 'completed' })
})
