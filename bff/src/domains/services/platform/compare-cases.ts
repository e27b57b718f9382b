import type { CaseState } from '@shared/contract/applications'
import type { DifferenceKind } from '@shared/contract/platform-desk'
import type { CaseRow } from '../case-store'
import type { ListedCase } from '../port'

/** A case of ours that goes through the platform. */
export interface OurCase
  extends Pick<CaseRow, 'id' | 'service_id' | 'state' | 'delivery' | 'receipt_no' | 'updated_at'> {
  /** ids of what the platform has reported */
  reported: string[]
}

export interface FoundDifference {
  outerId: string
  kind: DifferenceKind
  ours: string | null
  theirs: string | null
}

/** A report that happened just now may still be on its way: not a difference yet. */
export const UNDER_WAY_MS = 2 * 60_000

const RANK = {
  submitted: 0,
  received: 0,
  accepted: 1,
  reviewing: 2,
  // only cases of our own desk wait for a fee
  payment: 2,
  // waits for the applicant: compared apart
  correction: 0,
  completed: 3,
  refused: 3,
  withdrawn: 3
} as const satisfies Record<CaseState, number>

const ended = (state: CaseState) => RANK[state] === 3

/** What differs in a case both sides know; null = nothing, or something is under way. */
function differenceIn(ours: OurCase, theirs: ListedCase): DifferenceKind | null {
  // taken back by the applicant: what the platform says afterwards changes nothing
  if (ours.state === 'withdrawn') return null
  const { state } = theirs
  if (state === null || theirs.events.some((event) => event.state === null)) return 'unknown-state'
  if (ours.receipt_no === null) return 'lost-receipt'
  const known = new Set(ours.reported)
  // 部门已接收 is written down by the hand-over itself, under an id of ours
  if (theirs.events.some((event) => event.state !== 'received' && !known.has(event.eventId))) return 'behind'
  if (ours.receipt_no !== theirs.receiptNo) return 'receipt-number'
  if (state === 'correction' && ours.state !== 'correction' && !ended(ours.state))
    return ours.delivery === 'delivered' ? 'lost-supplement' : null
  return RANK[state] < RANK[ours.state] ? 'ahead' : null
}

/** The cases of both sides, put beside each other; at most one difference a case. Pure. */
export function compareCases(given: { ours: readonly OurCase[]; theirs: readonly ListedCase[]; now: Date }) {
  const before = new Date(given.now.getTime() - UNDER_WAY_MS)
  const ours = new Map(given.ours.map((one) => [one.id, one]))
  const there = new Set(given.theirs.map(({ outerId }) => outerId))
  const found: FoundDifference[] = []
  for (const one of given.theirs) {
    if (one.events.some(({ at }) => at > before)) continue
    const own = ours.get(one.outerId)
    const kind = own ? (own.updated_at > before ? null : differenceIn(own, one)) : 'missing-here'
    if (kind) found.push({ outerId: one.outerId, kind, ours: own?.state ?? null, theirs: one.state })
  }
  for (const one of given.ours) {
    const handedOver = one.delivery === 'delivered' && one.receipt_no !== null && !ended(one.state)
    if (handedOver && !there.has(one.id) && one.updated_at <= before)
      found.push({ outerId: one.id, kind: 'missing-there', ours: one.state, theirs: null })
  }
  return found
}
