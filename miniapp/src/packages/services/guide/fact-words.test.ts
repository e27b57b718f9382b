import { feeWords, limitWords, sourceWords } from './fact-words'

it.each([
  [{ days: 5, unit: 'working-days' as const }, '5 个工作日'],
  [{ days: 20, unit: 'calendar-days' as const }, '20 个自然日'],
  [{ days: 0, unit: 'at-once' as const }, '当场办结']
])('a time limit says which kind of days it counts: %j', (limit, words) => {
  expect(limitWords(limit)).toBe(words)
})

it.each([
  [{ amount: 0, text: '不收取费用' }, '不收费'],
  [{ amount: 1050, text: '工本费' }, '10.50 元（工本费）'],
  [{ amount: 1050, text: '' }, '10.50 元'],
  [{ amount: null, text: '按缴费基数计算' }, '按缴费基数计算']
])('a fee is told in 元, and as 不收费 when there is none: %j', (fee, words) => {
  expect(feeWords(fee)).toBe(words)
})

it('a source nobody has read says so', () => {
  const source = { title: '办事指南', document: '渝府发〔2020〕1号', quote: '五个工作日', read: false }
  expect(sourceWords(source)).toBe(
    '出处：渝府发〔2020〕1号。\n原文：“五个工作日”\n这一项还没有和原文核对，请以窗口为准。'
  )
  expect(sourceWords({ ...source, read: true, quote: undefined })).toBe('出处：渝府发〔2020〕1号。')
})
