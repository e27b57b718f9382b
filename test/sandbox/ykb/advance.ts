import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { shanghaiTime } from '../clock'
import type { Item } from './items'
import type { YkbParts } from './parts'
import {
  type CaseEvent,
  type CaseState,
  caseState,
  clerkMoves,
  correction,
  findCase,
  type Result,
  stateNames,
  stateOf,
  type YkbCase
} from './state'

/** What a clerk decides about a case. */
export const clerkMove = z.object({
  to: caseState,
  note: z.string().max(2000).optional(),
  correction: z.array(correction).optional()
})
export type ClerkMove = z.infer<typeof clerkMove>

/** The moved case, or why nothing was done, in Chinese with the HTTP status of the JSON twin. */
export type MoveOutcome = { moved: YkbCase } | { status: 400 | 404 | 409; reason: string }

const usualNotes: Record<CaseState, string> = {
  RECEIVED: '',
  ACCEPTED: '材料齐全，予以受理',
  REVIEWING: '已进入审查',
  DONE: '审查通过，予以办结',
  CORRECTION: '材料需要补正',
  REFUSED: ''
}

/** A clerk's step: checks that it is legal, writes the event, queues its callback, and on 办结 issues the result. */
export async function advance(outerId: string, move: ClerkMove, parts: YkbParts): Promise<MoveOutcome> {
  const { store } = parts
  const one = findCase(store.data, outerId)
  if (one === undefined) return { status: 404, reason: '没有这个办件' }
  const from = stateOf(one)
  if (!clerkMoves[from].includes(move.to)) {
    return { status: 409, reason: `“${stateNames[from]}”的办件不能转为“${stateNames[move.to]}”` }
  }
  if (move.to === 'CORRECTION' && !move.correction?.length) return { status: 400, reason: '请写明需要补正的内容和原因' }
  if (move.to === 'REFUSED' && !move.note?.trim()) return { status: 400, reason: '请写明不予受理的原因' }
  const item = parts.items.find(({ itemCode }) => itemCode === one.itemCode)
  const event = eventOf(move, item, parts)
  one.events.push(event)
  store.data.callbacks.push({
    eventId: event.eventId,
    outerId,
    tries: 0,
    firstTriedAt: null,
    nextAt: parts.clock.now()
  })
  if (move.to === 'DONE' && item?.enrolsFlexibleWorker)
    await tellBureau(one, item.enrolsFlexibleWorker, event.at, parts)
  await store.save()
  parts.changed()
  return { moved: one }
}

// The two departments' own business: the bureau books what the applicant asked for.
async function tellBureau(
  { applicant, form }: YkbCase,
  labels: NonNullable<Item['enrolsFlexibleWorker']>,
  at: string,
  { bureau }: YkbParts
): Promise<void> {
  const [year, month] = form[labels.firstMonth]?.match(/\d+/g) ?? []
  const asked = year?.length === 4 && month !== undefined ? `${year}-${month.padStart(2, '0')}` : at.slice(0, 7)
  await bureau.enrol(applicant.certNo, applicant.name, form[labels.insurances] ?? '', asked)
}

function eventOf({ to, note, correction: items }: ClerkMove, item: Item | undefined, parts: YkbParts): CaseEvent {
  const at = shanghaiTime(parts.clock.now())
  const event = { eventId: randomUUID(), state: to, at, note: note?.trim() || usualNotes[to] }
  if (to === 'CORRECTION') return { ...event, correction: items }
  return to === 'DONE' && item?.result ? { ...event, result: issue(item.result, at, parts) } : event
}

function issue(document: NonNullable<Item['result']>, at: string, { store }: YkbParts): Result {
  store.data.documents += 1
  const year = Number(at.slice(0, 4))
  const result = {
    title: document.title,
    documentNo: `${document.numberPrefix}〔${year}〕${String(store.data.documents).padStart(5, '0')}号`,
    issuedAt: at
  }
  return document.validYears === undefined
    ? result
    : { ...result, validUntil: dayBefore(`${year + document.validYears}${at.slice(4, 10)}`) }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
