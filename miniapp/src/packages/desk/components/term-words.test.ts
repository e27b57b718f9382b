import { termWords } from './term-words'

const certificate = { months: 12, validUntil: '2027-11-21' }

it.each([
  ['示例数据，以主管部门发布为准', '仅供试用', false, '（示例）'],
  ['人力资源市场暂行条例', '第十八条', false, '（待核）'],
  ['人力资源市场暂行条例', '第十八条', true, '']
])('the term of %s, %s, read %s, is marked as everywhere: “%s”', (title, document, read, mark) => {
  const source = { title, document, read }
  expect(termWords({ certificate: { ...certificate, source } })).toBe(
    `按“${title}”${mark}，有效期 12 个月。可以改；清空就是长期有效。`
  )
})

it('a term nobody cites is to be checked; without one the clerk decides', () => {
  expect(termWords({ certificate: { ...certificate, source: null } })).toContain('按“事项设定”（待核）')
  expect(termWords({})).toBe('证照写明有效期的必须填写；不填就是长期有效。')
})
