import { backTo, homeOf, placesFor, TASKS, taskAt } from './addresses'

it('everybody begins at their own work, and sees only that in the navigation', () => {
  expect(homeOf(['clerk'])).toBe(TASKS)
  expect(placesFor(['audit']).map(({ title }) => title)).toEqual(['审计查询', '修改密码'])
  expect(placesFor(['system']).map(({ title }) => title)).toEqual(['账号管理', '修改密码'])
  expect(placesFor(['reviewer']).map(({ title }) => title)).toEqual([
    '任务',
    '办件',
    '会办',
    '窗口录入',
    '接力填写',
    '好差评',
    '指标',
    '证照核验',
    '渝快办对接',
    '修改密码'
  ])
  expect(placesFor([]).map(({ title }) => title)).toEqual(['修改密码'])
})

it('after signing in again one is back at the same task, however the address was carried', () => {
  expect(backTo(taskAt('task-12345'), ['clerk'])).toBe(taskAt('task-12345'))
  expect(backTo(encodeURIComponent(taskAt('task-12345')), ['clerk'])).toBe(taskAt('task-12345'))
})

it('a link leads to no place outside the desk', () => {
  for (const strange of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/pages/mine/index',
    '%E0%A4%A',
    undefined
  ])
    expect(backTo(strange, ['clerk'])).toBe(TASKS)
})
