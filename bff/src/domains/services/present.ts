import {
  CASE_STATES,
  type CaseDetail,
  type CaseState,
  type CaseSummary,
  type Draft,
  type Mend
} from '@shared/contract/applications'
import { formFields } from '@shared/contract/form'
import { instantText } from '../../platform/clock/instant-text'
import type { ActingCaller } from '../mandates/port'
import { hiddenFields, withoutFields, wordsFor } from './acting-scope'
import { licencesFor } from './bundle-parts'
import type { CaseRow } from './case-store'
import type { OpenedCase } from './cases'
import { presentCollection } from './collect/open-collection'
import type { ShownDesk } from './desk/local-desk'
import type { OpenedMend } from './desk/mends'
import { reopenedForm } from './desk/reopened'
import type { DeskRow } from './desk/store'
import type { OpenedDraft } from './drafts'
import type { FileRow } from './file-store'
import { resultFrom } from './kept-form'
import { maskedAnswer } from './masked-answer'
import { mayWithdraw } from './may-withdraw'
import { presentOwed } from './owed/present-owed'
import { isRecounted, RECOUNTED_LABEL } from './recounted-line'
import { stateLabel } from './state-label'

export const presentFile = ({ row, name }: { row: FileRow; name: string }) => ({
  id: row.id,
  name,
  bytes: row.bytes,
  type: row.type,
  ...(row.valid_until ? { validUntil: row.valid_until } : {})
})

export const presentDraft = (draft: OpenedDraft): Draft => ({
  id: draft.row.id,
  serviceId: draft.row.service_id,
  serviceName: draft.serviceName,
  formVersion: draft.row.form_version,
  answers: draft.answers,
  revision: draft.row.revision,
  updatedAt: instantText(draft.row.updated_at),
  files: draft.files.map(presentFile),
  ...(draft.hidden.length > 0 ? { hidden: draft.hidden } : {}),
  ...(draft.held.length > 0 ? { conflicts: draft.held } : {}),
  ...(draft.dropped.length > 0 ? { dropped: draft.dropped } : {}),
  ...(draft.situation ? { situation: draft.situation } : {}),
  ...(draft.collection ? { collection: draft.collection } : {})
})

/** For whom a case is shown: what somebody acting for a relative does not learn is left out. */
type Reader = Pick<ActingCaller, 'capacity'>

export const presentCaseSummary = (row: CaseRow, actedBy: OpenedCase['actedBy']): CaseSummary => ({
  id: row.id,
  number: row.number,
  serviceId: row.service_id,
  serviceName: row.service_name,
  department: row.department,
  state: row.state,
  stateLabel: stateLabel(row),
  ...(row.denied ? { denied: true } : {}),
  submittedAt: instantText(row.submitted_at),
  updatedAt: instantText(row.updated_at),
  promisedDay: row.promised_day,
  actedBy
})

/** The usual way of a case; what has not happened yet is shown without a time. */
const WAY: CaseState[] = ['submitted', 'received', 'accepted', 'reviewing', 'completed']

type HappenedEvent = OpenedCase['events'][number]

/** Handed in again is what follows 补正; a line that leaves a case 已提交 as it is, is none. */
function eventLabel(row: CaseRow, event: HappenedEvent, before: HappenedEvent | undefined): string {
  if (isRecounted(event.event_id)) return RECOUNTED_LABEL
  const again = event.state === 'submitted' && before?.state === 'correction'
  return again ? '已补正，再次提交' : stateLabel({ ...row, state: event.state })
}

function timelineOf({ row, events }: OpenedCase, reader: Reader): CaseDetail['timeline'] {
  const past = events.map((event, index) => ({
    state: event.state,
    label: eventLabel(row, event, events[index - 1]),
    at: instantText(event.at),
    note: event.note === null ? null : wordsFor(event.note, reader)
  }))
  if (row.state === 'completed' || row.state === 'refused' || row.state === 'withdrawn') return past
  const reached = Math.max(...events.map((event) => WAY.indexOf(event.state)))
  const from =
    row.state === 'correction' || row.state === 'submitted' ? Math.min(reached, WAY.indexOf(row.state)) : reached
  const open = WAY.slice(Math.max(from, row.state === 'correction' ? 1 : 0) + 1)
  return [...past, ...open.map((state) => ({ state, label: CASE_STATES[state], at: null, note: null }))]
}

const UNIT = { 'working-days': '个工作日', 'calendar-days': '个自然日', 'at-once': '' } as const

/** Said of a day that is counted in working days before the notice of its year is out. */
const mayMove = ({ row, promiseCertain }: OpenedCase): string =>
  promiseCertain || !row.promised_day ? '' : `${row.promised_day.slice(0, 4)} 年的放假安排还没有公布，这一天可能推后。`

function promiseNoteOf(opened: OpenedCase): string {
  const { row, kept } = opened
  const promise = kept.guide.promise.value
  if (!promise) return '承诺时限请以窗口为准。'
  if (promise.unit === 'at-once') return '当场办理。'
  const span = `${promise.days} ${UNIT[promise.unit]}`
  const [holidays, later] = promise.unit === 'working-days' ? ['，周末和法定节假日不算', mayMove(opened)] : ['', '']
  return row.accepted_at
    ? `自受理之日起 ${span}内办结${holidays}。${later}`
    : `先按提交当天预计；受理后重新起算，承诺 ${span}内办结${holidays}。${later}`
}

const deliveryNoteOf = ({ delivery, department, state }: CaseRow): string | null => {
  if (state === 'withdrawn') return null
  switch (delivery) {
    case 'waiting':
      return `正在送达${department}。`
    case 'retrying':
      return `${department}的系统暂时没有回应。您的申请已经收好，系统恢复后会自动送达，不用重复提交。`
    case 'stuck':
      return `申请没能送达${department}。工作人员会处理，您也可以带办件编号到窗口办理。`
    case 'unconsented':
      return `因为没有您的同意，申请没有交给${department}。在“授权管理”里同意后会自动送达。`
    case 'delivered':
      return null
  }
}

function resultOf({ row, kept, result, details, desk, owed }: OpenedCase, reader: Reader): CaseDetail['result'] {
  if (row.state !== 'completed') return null
  const waits = resultFrom(kept.acceptance) && !details
  return {
    title: result?.title ?? `${row.service_name}办理结果`,
    documentNo: result?.documentNo ?? null,
    issuedAt: instantText(result ? new Date(result.issuedAt) : row.updated_at),
    ...(owed.some(({ state }) => state === 'revoked') ? { revoked: true as const } : {}),
    details: (details ?? []).map(({ label, value }) => ({ label, value: wordsFor(value, reader) })),
    ...(desk && desk.resultFiles.length > 0 ? { files: desk.resultFiles.map(presentFile) } : {}),
    detailsNote: waits ? `${row.department}正在登记详细结果，登记好后会在消息里告诉您。` : null
  }
}

/** Told where an answer exists: at our own desk, for the whole of a 一件事, and while a department has nothing yet. */
function withdrawableOf({ row, desk, parts }: OpenedCase): Pick<CaseDetail, 'withdrawable'> {
  const able =
    parts.length > 0 ? parts.some((part) => mayWithdraw(part.row, part.desk !== null)) : mayWithdraw(row, desk !== null)
  return desk || able ? { withdrawable: able } : {}
}

/** What a case of our own desk shows beside the rest: its clock, and what was mended. */
function deskPart({ row, kept, desk }: OpenedCase, reader: Reader): Partial<CaseDetail> {
  if (!desk) return {}
  const hidden = hiddenFields(kept.form, reader)
  return {
    clock: clockOf(row, desk, reader),
    mends: desk.mends.map((mend) => presentMend(mend, hidden, reader)),
    payment: desk.payment,
    opinions: desk.opinions.map(({ name, due_day, answered_at, late }) => ({
      ...{ department: name, dueDay: due_day, answered: answered_at !== null, late }
    }))
  }
}

const clockOf = (row: CaseRow, desk: ShownDesk, reader: Reader) =>
  desk.row.due_day
    ? {
        owner: `${row.department}${desk.row.handler_id ? ' · 承办中' : ' · 等待承办'}`,
        dueDay: desk.row.due_day,
        dueFor: dueForOf(row.state, desk.row),
        legalDay: desk.row.legal_day,
        overdue: desk.overdue,
        pause: pauseOf(desk, reader)
      }
    : null

/** 一件事: the parts, each with its own state and clock, and the licences the ticked trades still need (双告知). */
function bundlePart({ parts, whole, kept, answers }: OpenedCase, reader: Reader): Partial<CaseDetail> {
  if (whole) return { partOf: { id: whole.id, serviceName: whole.service_name } }
  if (parts.length === 0) return {}
  return {
    parts: parts.map(({ row, desk }) => ({
      ...presentCaseSummary(row, null),
      clock: desk && clockOf(row, desk, reader)
    })),
    licences: licencesFor(kept, answers).map(({ id, name, trade }) => ({ id, name, trade }))
  }
}

const pauseOf = ({ row, pauseReason }: ShownDesk, reader: Reader) =>
  row.paused_on && row.paused_until
    ? { since: row.paused_on, until: row.paused_until, reason: wordsFor(pauseReason ?? '', reader) }
    : null

/** What is awaited until the due day. */
export const dueForOf = (state: CaseRow['state'], { paused_on }: Pick<DeskRow, 'paused_on'>) => {
  if (state === 'correction') return '申请人补正'
  if (state === 'payment') return '申请人缴费'
  if (paused_on) return '恢复计时'
  return state === 'submitted' || state === 'received' ? '受理' : '办结'
}

export const presentMend = (
  { askedAt, mendedAt, items }: OpenedMend,
  hidden: readonly string[],
  reader: Reader
): Mend => ({
  askedAt: instantText(askedAt),
  mendedAt: mendedAt && instantText(mendedAt),
  items: items
    .filter(({ field }) => !hidden.includes(field))
    .map(({ label, reason, before, after, changed }) => ({
      label,
      reason: wordsFor(reason, reader),
      before,
      after,
      changed
    }))
})

export const presentCase = (opened: OpenedCase, reader: Reader): CaseDetail => ({
  ...presentCaseSummary(opened.row, opened.actedBy),
  receiptNo: opened.row.receipt_no,
  promiseNote: promiseNoteOf(opened),
  ...caseSituation(opened),
  deliveryNote: deliveryNoteOf(opened.row),
  timeline: timelineOf(opened, reader),
  ...deskPart(opened, reader),
  ...withdrawableOf(opened),
  ...(opened.owed.length > 0 ? { owed: opened.owed.map((one) => presentOwed(one, opened.kept.form)) } : {}),
  ...(opened.collection ? { collection: presentCollection(opened.collection) } : {}),
  ...bundlePart(opened, reader),
  correction: opened.correction.map(({ item, reason }) => ({ item, reason: wordsFor(reason, reader) })),
  result: resultOf(opened, reader),
  answers: formFields(opened.kept.form).flatMap((field) => {
    const value = maskedAnswer(field, withoutFields(opened.answers, hiddenFields(opened.kept.form, reader))[field.id])
    return value === null ? [] : [{ label: field.label, value }]
  }),
  files: opened.files.map((file) => ({ ...presentFile(file), label: file.label }))
})

/** The 情形 the case was handed in under, and what has to be handed in because of it. */
export const caseSituation = ({ kept }: Pick<OpenedCase, 'kept'>): Pick<CaseDetail, 'situation'> => {
  if (!kept.situation) return {}
  const { title, note } = kept.situation
  return { situation: { title, note, materials: (kept.guide.materials ?? []).map(({ name }) => name) } }
}

/** Where the department ticked items, only those reopen. */
const formToMend = ({ row, kept, desk }: OpenedCase) => {
  const asked = desk?.mends.at(-1)?.items
  return row.state === 'correction' && asked ? reopenedForm(kept.form, asked) : kept.form
}

export const presentCaseAnswers = (opened: OpenedCase, reader: Reader) => {
  const hidden = hiddenFields(opened.kept.form, reader)
  return {
    form: formToMend(opened),
    answers: withoutFields(opened.answers, hidden),
    files: opened.files.map(presentFile),
    ...(hidden.length > 0 ? { hidden } : {})
  }
}
