import type { LedgerEntry } from '@shared/contract/ledger'
import { byDay, disputeProblem, withEntry, withOlder } from './by-day'

const read = (id: string, at: string): LedgerEntry => ({
  id,
  at,
  reader: { kind: 'department', name: '区人力社保局' },
  purpose: '办理灵活就业参保登记',
  fields: ['姓名'],
  caseNumber: null,
  caseId: null,
  position: null,
  dispute: null
})

it('reads are grouped by the day in Chongqing, whatever zone the server writes in', () => {
  const days = byDay([
    read('morning', '2026-11-22T01:00:00+08:00'),
    read('still-the-22nd', '2026-11-21T16:30:00Z'),
    read('evening-before', '2026-11-21T23:59:59+08:00')
  ])
  expect(days.map(({ day, entries }) => [day, entries.map(({ id }) => id)])).toEqual([
    ['2026-11-22', ['morning', 'still-the-22nd']],
    ['2026-11-21', ['evening-before']]
  ])
})

it('older reads follow those shown, and one that came twice stands there once', () => {
  const shown = { items: [read('b', '2026-11-22T01:00:00Z')], more: true }
  const older = { items: [read('b', '2026-11-22T01:00:00Z'), read('a', '2026-11-21T01:00:00Z')], more: false }
  const both = withOlder(shown, older)
  expect(both.items.map(({ id }) => id)).toEqual(['b', 'a'])
  expect(both.more).toBe(false)
})

it('a disputed read shows its dispute at once', () => {
  const entry = read('a', '2026-11-22T01:00:00Z')
  const disputed = { ...entry, dispute: { at: '2026-11-22T02:00:00Z', state: 'open' as const, answer: null } }
  expect(withEntry({ items: [read('b', entry.at), entry], more: false }, disputed).items[1]?.dispute?.state).toBe(
    'open'
  )
})

it('a dispute says what is wrong in at least five characters', () => {
  expect(disputeProblem('  不对 ')).toMatch(/至少 5 个字/)
  expect(disputeProblem('我没有申请过')).toBeNull()
})
