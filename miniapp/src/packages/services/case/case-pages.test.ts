import type { CaseSummary } from '@shared/contract/applications'
import { addPage, refreshFirst } from './case-pages'

const item = (id: string, day: number, stateLabel = '审查中'): CaseSummary => ({
  id,
  number: id,
  serviceId: 'flexible-work',
  serviceName: '灵活就业人员参保登记',
  department: '区人力社保局',
  state: 'reviewing',
  stateLabel,
  submittedAt: `2026-11-${day}T09:00:00.000+08:00`,
  updatedAt: `2026-11-${day}T09:00:00.000+08:00`,
  promisedDay: null
})

it('a case that appears on two pages is shown once, as it is now', () => {
  const shown = { items: [item('c', 22), item('b', 21)], more: true }
  const all = addPage(shown, { items: [item('b', 21, '已办结'), item('a', 20)], more: false })
  expect(all.items.map((one) => [one.id, one.stateLabel])).toEqual([
    ['c', '审查中'],
    ['b', '已办结'],
    ['a', '审查中']
  ])
  expect(all.more).toBe(false)
})

it('a refresh puts new cases on top and keeps the older ones the citizen had scrolled to', () => {
  const shown = { items: [item('c', 22), item('b', 21), item('a', 20)], more: false }
  const fresh = refreshFirst(shown, { items: [item('d', 23), item('c', 22)], more: true })
  expect(fresh).toMatchObject({ items: [{ id: 'd' }, { id: 'c' }, { id: 'b' }, { id: 'a' }], more: false })
})

it('a refresh of a single page takes over what the server says', () => {
  expect(refreshFirst({ items: [item('c', 22)], more: false }, { items: [item('c', 22)], more: true }).more).toBe(true)
  expect(refreshFirst({ items: [item('c', 22)], more: false }, { items: [], more: false }).items).toEqual([])
})
