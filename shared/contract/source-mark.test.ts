import { sourceMark } from './source-mark'

it.each([
  ['what somebody has read', { title: '电力条例', document: '国务院令第196号', read: true }, null],
  ['what nobody has read', { title: '电力条例', document: '国务院令第196号', read: false }, '待核'],
  ['what was made up to try it out', { title: '示例数据，以主管部门发布为准', document: '示例', read: false }, '示例'],
  ['made-up days of a hall', { title: '示例数据：预约时段', document: '仅供试用', read: false }, '示例'],
  ['a value without a source', null, null]
])('%s', (_what, source, mark) => {
  expect(sourceMark(source)).toBe(mark)
})
