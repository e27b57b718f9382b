import type { ShownGuide } from '@shared/contract/guide'
import { render, screen } from '@testing-library/react'
import { GuideHead } from './guide-head'

const source = { title: '区政府通知', document: '渝中府办〔2020〕46号', read: true }
const unknown = { value: null, source: null }
const guide: ShownGuide = {
  id: 'flexible-work',
  version: 'g1',
  name: '灵活就业人员参保登记',
  department: { id: 'rsj', name: '区人力社保局' },
  summary: '没有固定单位的居民可以参保。',
  subjects: ['个人'],
  kind: '公共服务',
  caseKind: '承诺件',
  tags: ['网上办'],
  applyOnline: true,
  onlineDepth: unknown,
  visits: unknown,
  legalLimit: { value: { days: 20, unit: 'working-days' }, source: { ...source, read: false } },
  promise: { value: { days: 5, unit: 'working-days' }, source },
  fee: { value: { amount: 0, text: '' }, source },
  conditions: [],
  materials: [],
  steps: [],
  basis: [],
  result: unknown,
  windows: [],
  consultPhone: unknown,
  complaintPhone: unknown,
  questions: [],
  reform: null,
  bundle: null,
  availability: { open: true, note: null },
  verified: false,
  asking: null
}

it('every fact that was read shows its source, one nobody has read is marked 待核, an unknown one sends to the window', () => {
  render(<GuideHead guide={guide} />)
  expect(screen.getByRole('button', { name: '查看来源：承诺时限' })).toBeTruthy()
  expect(screen.getAllByText('待核')).toHaveLength(1)
  expect(screen.getAllByText('请以窗口为准')).toHaveLength(1)
  expect(screen.queryByRole('button', { name: '查看来源：到现场次数' })).toBeNull()
  expect(screen.getByText('部分内容待核')).toBeTruthy()
})

it('what was made up to try the product is marked 示例 on the screen, not 待核', () => {
  const example = { title: '示例数据，以主管部门发布为准', document: '示例', read: false }
  render(<GuideHead guide={{ ...guide, promise: { value: { days: 5, unit: 'working-days' }, source: example } }} />)
  expect(screen.getByText('示例')).toBeTruthy()
  expect(screen.getByText(/标着“示例”的内容是试用数据/)).toBeTruthy()
})

it('an item that is paused says until when, before anything else is read', () => {
  const note = '暂停办理到 2026年12月31日。原因：系统升级。'
  render(<GuideHead guide={{ ...guide, availability: { open: false, note } }} />)
  expect(screen.getByText('现在不受理申请')).toBeTruthy()
  expect(screen.getByText(note)).toBeTruthy()
})

it('what needs no licence any more says so, with the text that says it', () => {
  const reform = { kind: '取消审批' as const, text: '企业名称不再预先核准。', source }
  render(<GuideHead guide={{ ...guide, reform }} />)
  expect(screen.getByText('这件事现在不用办了')).toBeTruthy()
  expect(screen.queryByText('承诺时限')).toBeNull()
  expect(screen.getByRole('button', { name: '查看来源：这件事现在不用办了' })).toBeTruthy()
})
