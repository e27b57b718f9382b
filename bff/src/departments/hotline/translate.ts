import { REQUEST_KINDS } from '@shared/contract/consult-requests'
import type * as z from 'zod/mini'
import type { OrderStep, WorkOrder } from '../../domains/consult/port'
import { codedAnswers } from '../../platform/department-client/coded-answer'
import type { UnavailableReason } from '../../platform/department-client/errors'
import type { Reply } from '../../platform/department-client/reply'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import { sm3 } from '../../platform/gm/sm3'
import { type HotlineEvent, type HotlineOrder, hotlineFields, hotlineReceipt, hotlineStatus } from './wire'

const states = new Map<string, OrderStep['state']>([
  ['CREATED', 'received'],
  ['ASSIGNED', 'assigned'],
  ['ANSWERED', 'answered'],
  ['CLOSED', 'closed'],
  ['REJECTED', 'rejected']
])

/** Codes that are about us or the hotline, not about the order: it stays in the outbox. */
const troubles = new Map<string, UnavailableReason>([
  ['E1001', 'credentials'],
  ['E1002', 'clock'],
  ['E1003', 'garbage'],
  ['E1004', 'credentials'],
  ['E9001', 'busy']
])

/** missing or wrong field · same outerId with other content · unknown order */
const refusals = new Set(['E2002', 'E2004', 'E2005'])

const readHotline = codedAnswers({
  done: '0000',
  troubles,
  refusals,
  problems: (data) => hotlineFields.safeParse(data).data?.fields
})

interface Receipt {
  orderNo: string
  receivedAt: Date
}

/** The receipt of an order. */
export const readReceipt = readHotline(hotlineReceipt, ({ orderNo, receivedAt }): Verdict<Receipt> => {
  const at = instant(receivedAt)
  return at === undefined ? unreadable('receivedAt') : { kind: 'ok', value: { orderNo, receivedAt: at } }
})

/** The steps of an order; E2005, the hotline does not know it, is an answer too: null. */
export function readSteps(reply: Reply): Verdict<OrderStep[] | null> {
  const verdict: Verdict<OrderStep[]> = readHotline(hotlineStatus, toSteps)(reply)
  return verdict.kind === 'refused' && verdict.code === 'E2005' ? { kind: 'ok', value: null } : verdict
}

function toSteps(data: z.infer<typeof hotlineStatus>): Verdict<OrderStep[]> {
  const steps: OrderStep[] = []
  for (const event of data.events) {
    const step = toStep(data, event)
    if (step.kind !== 'ok') return step
    steps.push(step.value)
  }
  return { kind: 'ok', value: steps }
}

/** A step in our words; a state we have no word for is unknown, never guessed. */
export function toStep(of: { outerId: string; orderNo: string }, event: HotlineEvent): Verdict<OrderStep> {
  const state = states.get(event.state)
  if (state === undefined) return { kind: 'unknown', code: `state:${event.state}` }
  const at = instant(event.at)
  if (at === undefined) return unreadable('at')
  const { outerId, orderNo } = of
  const { eventId, unit, note } = event
  return { kind: 'ok', value: { eventId, outerId, orderNo, state, at, unit: unit || null, note: note || null } }
}

export function fromOrder(order: WorkOrder, callbackUrl: string): HotlineOrder {
  const { outerId, kind, category, text, place, about, mobile, photos, unchecked, submittedAt } = order
  return {
    outerId,
    kind: REQUEST_KINDS[kind],
    category: category ?? '',
    text,
    ...(place ? { place: { address: place.address, ...place.point, crs: 'GCJ-02' as const } } : {}),
    about: about ?? '',
    mobile,
    photos: photos.map(({ fileName, contentType, content }) => ({
      fileName,
      contentType,
      size: content.length,
      sm3: sm3(content).toString('hex'),
      content: content.toString('base64')
    })),
    contentCheck: unchecked ? '未经内容安全检查' : '已经内容安全检查',
    submittedAt: inShanghai(submittedAt),
    callbackUrl
  }
}

/** An instant with its offset; without one it would mean something else on every machine. */
function instant(text: string): Date | undefined {
  const at = new Date(text)
  return /(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(at.getTime()) ? at : undefined
}

const inShanghai = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
