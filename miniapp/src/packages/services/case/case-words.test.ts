import type { CaseDetail } from '@shared/contract/applications'
import { happenings, isSettled, momentWords, sizeWords, toneOf } from './case-words'

it('a time is told as the clock in China shows it, whatever zone it was written in', () => {
  expect(momentWords('2026-11-22T09:05:00.000+08:00')).toBe('2026年11月22日 09:05')
  expect(momentWords('2026-12-31T16:30:00Z')).toBe('2027年1月1日 00:30')
  expect(momentWords('不详')).toBe('不详')
})

const timeline: CaseDetail['timeline'] = [
  { state: 'submitted', label: '已提交', at: '2026-11-22T09:00:00+08:00', note: null },
  { state: 'received', label: '部门已接收', at: '2026-11-22T09:01:00+08:00', note: '受理编号 1' },
  { state: 'completed', label: '已办结', at: null, note: null }
]

it('the citizen sees what is done, where the case stands and what is to come', () => {
  expect(happenings({ timeline, state: 'received' })).toEqual([
    { label: '已提交', at: '2026年11月22日 09:00', tone: 'done' },
    { label: '部门已接收', at: '2026年11月22日 09:01', note: '受理编号 1', tone: 'now' },
    { label: '已办结', tone: 'next' }
  ])
})

it.each([
  ['completed', 'done'],
  ['refused', 'stopped'],
  ['correction', 'stopped'],
  ['reviewing', 'now']
] as const)('a case in %s ends its timeline with a mark for it', (state, tone) => {
  const happened = timeline.slice(0, 2)
  expect(happenings({ timeline: happened, state }).at(-1)?.tone).toBe(tone)
})

it('不予批准 is not shown as a good end', () => {
  const ended = { state: 'completed', denied: true } as const
  expect(happenings({ timeline: timeline.slice(0, 2), ...ended }).at(-1)?.tone).toBe('stopped')
  expect([toneOf(ended), toneOf({ state: 'completed' })]).toEqual(['bad', 'good'])
})

it('only 办结 and 不予受理 are settled', () => {
  const states = ['submitted', 'received', 'accepted', 'reviewing', 'correction', 'completed', 'refused'] as const
  expect(states.filter((state) => isSettled({ state, result: null }))).toEqual(['completed', 'refused'])
})

it('a case that is 办结 is still watched while its details are on their way', () => {
  const result = { title: '参保登记', documentNo: null, issuedAt: '2026-11-22T09:00:00+08:00', details: [] }
  const coming = { ...result, detailsNote: '正在登记详细结果。' }
  expect(isSettled({ state: 'completed', result: coming })).toBe(false)
  expect(isSettled({ state: 'completed', result: { ...result, detailsNote: null } })).toBe(true)
})

it('a small file is told in KB, a large one in MB', () => {
  expect([sizeWords(10), sizeWords(880_640), sizeWords(2_516_582)]).toEqual(['1 KB', '860 KB', '2.4 MB'])
})
