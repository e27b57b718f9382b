import { parseCivilDate } from '@shared/values/civil-date'
import type * as z from 'zod/mini'
import type { Application, CaseStep, ListedCase, ListedItem, Material, Receipt } from '../../domains/services/port'
import { codedAnswers } from '../../platform/department-client/coded-answer'
import type { UnavailableReason } from '../../platform/department-client/errors'
import type { Reply } from '../../platform/department-client/reply'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import { sm3 } from '../../platform/gm/sm3'
import {
  type YkbApplication,
  type YkbEvent,
  type YkbMaterial,
  ykbCases,
  ykbFields,
  ykbItems,
  ykbReceipt,
  ykbStatus,
  ykbSupplemented
} from './wire'

const states = new Map<string, CaseStep['state']>([
  ['RECEIVED', 'received'],
  ['ACCEPTED', 'accepted'],
  ['REVIEWING', 'reviewing'],
  ['CORRECTION', 'correction'],
  ['DONE', 'completed'],
  ['REFUSED', 'refused']
])

/** Codes that are about us or the platform, not about the case: it stays in the outbox. */
const troubles = new Map<string, UnavailableReason>([
  ['E1001', 'credentials'],
  ['E1002', 'clock'],
  // each attempt has a nonce of its own, so something between us repeats requests
  ['E1003', 'garbage'],
  ['E1004', 'credentials'],
  ['E9001', 'busy']
])

/** unknown item · missing or wrong field · same outerId with other content · unknown case */
const refusals = new Set(['E2001', 'E2002', 'E2004', 'E2005'])

const readYkb = codedAnswers({
  done: '0000',
  troubles,
  refusals,
  problems: (data) => ykbFields.safeParse(data).data?.fields
})

/** The receipt of apply. */
export const readReceipt = readYkb(ykbReceipt, toReceipt)

/** supplement: that it was taken is all there is to know. */
export const readSupplemented = readYkb(ykbSupplemented, (): Verdict<void> => ({ kind: 'ok', value: undefined }))

interface Status {
  receipt: Receipt
  steps: CaseStep[]
}

/** Where a case stands; E2005, the platform does not know the case, is an answer too: null. */
export function readStatus(reply: Reply): Verdict<Status | null> {
  const verdict: Verdict<Status> = readYkb(ykbStatus, toStatus)(reply)
  return verdict.kind === 'refused' && verdict.code === 'E2005' ? { kind: 'ok', value: null } : verdict
}

/** A page of the cases the platform has of ours. A state we have no word for is null: it is shown, not guessed. */
export const readCases = readYkb(ykbCases, ({ pages, cases }): Verdict<{ pages: number; cases: ListedCase[] }> => {
  const listed: ListedCase[] = []
  for (const { outerId, receiptNo, state, events } of cases) {
    const steps = events.map(({ eventId, state: word, at }) => ({
      eventId,
      state: states.get(word) ?? null,
      at: instant(at)
    }))
    const dated = steps.flatMap(({ at, ...step }) => (at ? [{ ...step, at }] : []))
    if (dated.length < steps.length) return unreadable('at')
    listed.push({ outerId, receiptNo, state: states.get(state) ?? null, events: dated })
  }
  return { kind: 'ok', value: { pages, cases: listed } }
})

/** A page of the platform's directory; a state other than the two we know makes the page unreadable. */
export const readItems = readYkb(ykbItems, ({ pages, items }): Verdict<{ pages: number; items: ListedItem[] }> => {
  if (items.some(({ state }) => state !== 'ONLINE' && state !== 'OFFLINE')) return unreadable('state')
  const listed = items.map(({ state, promiseDays, ...item }) => ({
    ...item,
    open: state === 'ONLINE',
    promiseDays: promiseDays ?? null
  }))
  return { kind: 'ok', value: { pages, items: listed } }
})

function toReceipt(data: z.infer<typeof ykbReceipt>): Verdict<Receipt> {
  const receivedAt = instant(data.receivedAt)
  if (receivedAt === undefined) return unreadable('receivedAt')
  return { kind: 'ok', value: { receiptNo: data.receiptNo, receivedAt } }
}

/** A step in our words; a state we have no word for is unknown, never guessed. */
export function toStep(of: { outerId: string; receiptNo: string }, event: YkbEvent): Verdict<CaseStep> {
  const state = states.get(event.state)
  if (state === undefined) return { kind: 'unknown', code: `state:${event.state}` }
  const at = instant(event.at)
  const issuedAt = event.result === undefined ? null : instant(event.result.issuedAt)
  if (at === undefined || issuedAt === undefined) return unreadable('at')
  const lastDay = event.result?.validUntil ?? null
  if (lastDay !== null && parseCivilDate(lastDay) === undefined) return unreadable('validUntil')
  const result =
    event.result === undefined || issuedAt === null
      ? null
      : { title: event.result.title, documentNo: event.result.documentNo ?? null, issuedAt, validUntil: lastDay }
  return {
    kind: 'ok',
    value: {
      eventId: event.eventId,
      outerId: of.outerId,
      receiptNo: of.receiptNo,
      state,
      at,
      note: event.note === undefined || event.note === '' ? null : event.note,
      correction: event.correction ?? [],
      result
    }
  }
}

function toStatus(data: z.infer<typeof ykbStatus>): Verdict<Status> {
  const receipt = toReceipt(data)
  if (receipt.kind !== 'ok') return receipt
  const steps: CaseStep[] = []
  for (const event of data.events) {
    const step = toStep(data, event)
    if (step.kind !== 'ok') return step
    steps.push(step.value)
  }
  return { kind: 'ok', value: { receipt: receipt.value, steps } }
}

export function fromApplication(application: Application, callbackUrl: string): YkbApplication {
  const { outerId, itemCode, itemName, applicant, submittedAt } = application
  return {
    outerId,
    itemCode,
    itemName,
    // 111 = 居民身份证 (GA/T 517)
    applicant: { name: applicant.name, certType: '111', certNo: applicant.certNo, mobile: applicant.mobile },
    form: fromForm(application.form),
    materials: application.materials.map(fromMaterial),
    submittedAt: inShanghai(submittedAt),
    callbackUrl
  }
}

/** Labels that occur twice (repeated groups) share one entry, an answer a line, so that none is lost. */
export function fromForm(form: Application['form']): Record<string, string> {
  const answers = new Map<string, string>()
  for (const { label, value } of form) {
    const before = answers.get(label)
    answers.set(label, before === undefined ? value : `${before}\n${value}`)
  }
  return Object.fromEntries(answers)
}

export function fromMaterial({ name, fileName, contentType, content }: Material): YkbMaterial {
  return {
    name,
    fileName,
    contentType,
    size: content.length,
    sm3: sm3(content).toString('hex'),
    content: content.toString('base64')
  }
}

/** An instant with its offset; without one it would mean something else on every machine. */
function instant(text: string): Date | undefined {
  const at = new Date(text)
  return /(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(at.getTime()) ? at : undefined
}

/** An instant as the platform writes it: ISO 8601 with +08:00. */
export function inShanghai(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
}
