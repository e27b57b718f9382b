import fc from 'fast-check'
import type { ListedCase } from '../port'
import { compareCases, type OurCase } from './compare-cases'

const now = new Date('2026-11-22T04:00:00Z')
const early = new Date('2026-11-22T02:00:00Z')
const justNow = new Date('2026-11-22T03:59:00Z')

const ours = (changes: Partial<OurCase> = {}): OurCase => ({
  ...{ id: 'case-1', service_id: 'flexible-enrolment', state: 'accepted', delivery: 'delivered' },
  ...{ receipt_no: 'YKB-1', updated_at: early, reported: ['e-accepted'] },
  ...changes
})
const theirs = (changes: Partial<ListedCase> = {}): ListedCase => ({
  ...{ outerId: 'case-1', receiptNo: 'YKB-1', state: 'accepted' },
  events: [
    { eventId: 'e-received', state: 'received', at: early },
    { eventId: 'e-accepted', state: 'accepted', at: early }
  ],
  ...changes
})
const step = (eventId: string, state: ListedCase['state'], at = early) => ({ eventId, state, at })
const kinds = (own: OurCase[], other: ListedCase[]) =>
  compareCases({ ours: own, theirs: other, now }).map(({ kind }) => kind)

it('a case that both sides tell alike is no difference', () => {
  expect(kinds([ours()], [theirs()])).toEqual([])
})

it.each<[string, OurCase[], ListedCase[], string[]]>([
  ['a report that never came', [ours({ state: 'received', reported: [] })], [theirs()], ['behind']],
  [
    'a report lost in the middle, though a later one came',
    [ours({ state: 'reviewing', reported: ['e-reviewing'] })],
    [theirs({ state: 'reviewing', events: [...theirs().events, step('e-reviewing', 'reviewing')] })],
    ['behind']
  ],
  ['a receipt that never came', [ours({ receipt_no: null, reported: [] })], [theirs()], ['lost-receipt']],
  ['a case the platform lost', [ours()], [], ['missing-there']],
  ['a case of the platform that we do not have', [], [theirs()], ['missing-here']],
  ['another receipt number', [ours()], [theirs({ receiptNo: 'YKB-2' })], ['receipt-number']],
  [
    'a supplement the platform never got',
    [ours({ state: 'received', reported: ['e-correction'] })],
    [theirs({ state: 'correction', events: [step('e-correction', 'correction')] })],
    ['lost-supplement']
  ],
  [
    'a platform that fell back to an older state',
    [ours({ state: 'completed', reported: ['e-accepted', 'e-done'] })],
    [theirs()],
    ['ahead']
  ],
  ['a state we have no word for', [ours()], [theirs({ state: null })], ['unknown-state']]
])('%s is found', (_what, own, other, expected) => {
  expect(kinds(own, other)).toEqual(expected)
})

it.each<[string, OurCase[], ListedCase[]]>([
  ['a report of a minute ago', [ours({ reported: [] })], [theirs({ events: [step('new', 'accepted', justNow)] })]],
  ['a case changed here a minute ago', [ours({ updated_at: justNow, reported: [] })], [theirs()]],
  ['a case that was not handed over yet', [ours({ delivery: 'waiting', receipt_no: null })], []],
  [
    'a supplement that is still being sent',
    [ours({ state: 'submitted', delivery: 'retrying' })],
    [theirs({ state: 'correction' })]
  ],
  ['a case that has ended here and is not listed', [ours({ state: 'completed' })], []],
  ['a case its owner took back', [ours({ state: 'withdrawn', reported: [] })], [theirs()]]
])('%s is not a difference', (_what, own, other) => {
  expect(kinds(own, other)).toEqual([])
})

it('no case is named twice, and none that neither side has', () => {
  const state = fc.constantFrom('received', 'accepted', 'reviewing', 'correction', 'completed', 'refused' as const)
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const own = fc.record({ id, state, receipt_no: fc.option(fc.constant('YKB-1')), reported: fc.subarray(['e1', 'e2']) })
  const other = fc.record({ outerId: id, state: fc.option(state), events: fc.subarray(['e1', 'e2', 'e3']) })
  const listed = fc.uniqueArray(other, { selector: ({ outerId }) => outerId })
  const known = fc.uniqueArray(own, { selector: (one) => one.id })
  fc.assert(
    fc.property(known, listed, (mine, there) => {
      const found = compareCases({
        ours: mine.map((one) => ours(one)),
        theirs: there.map((one) => theirs({ ...one, events: one.events.map((event) => step(event, 'accepted')) })),
        now
      })
      const named = found.map(({ outerId }) => outerId)
      expect(new Set(named).size).toBe(named.length)
      const all = [...mine.map((one) => one.id), ...there.map(({ outerId }) => outerId)]
      for (const one of named) expect(all).toContain(one)
    })
  )
})
