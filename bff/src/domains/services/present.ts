import {
  CASE_STATES,
  type CaseDetail,
  type CaseState,
  type CaseSummary,
  type Draft
} from '@shared/contract/applications'
import { formFields } from '@shared/contract/form'
import { instantText } from '../../platform/clock/instant-text'
import type { ActingCaller } from '../mandates/port'
import { hiddenFields, withoutFields, wordsFor } from './acting-scope'
import type { CaseRow } from './case-store'
import type { OpenedCase } from './cases'
import type { OpenedDraft } from './drafts'
import type { FileRow } from './file-store'
import { maskedAnswer } from './masked-answer'

const presentFile = ({ row, name }: { row: FileRow; name: string }) => ({
  id: row.id,
  name,
  bytes: row.bytes,
  type: row.type
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
  ...(draft.hidden.length > 0 ? { hidden: draft.hidden } : {})
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
  stateLabel: CASE_STATES[row.state],
  submittedAt: instantText(row.submitted_at),
  updatedAt: instantText(row.updated_at),
  promisedDay: row.promised_day,
  actedBy
})

/** The usual way of a case; what has not happened yet is shown without a time. */
const WAY: CaseState[] = ['submitted', 'received', 'accepted', 'reviewing', 'completed']

function timelineOf({ row, events }: OpenedCase, reader: Reader): CaseDetail['timeline'] {
  const past = events.map((event) => ({
    state: event.state,
    label: event.state === 'submitted' && event.position > 1 ? '已补正，再次提交' : CASE_STATES[event.state],
    at: instantText(event.at),
    note: event.note === null ? null : wordsFor(event.note, reader)
  }))
  if (row.state === 'completed' || row.state === 'refused') return past
  const reached = Math.max(...events.map((event) => WAY.indexOf(event.state)))
  const from =
    row.state === 'correction' || row.state === 'submitted' ? Math.min(reached, WAY.indexOf(row.state)) : reached
  const open = WAY.slice(Math.max(from, row.state === 'correction' ? 1 : 0) + 1)
  return [...past, ...open.map((state) => ({ state, label: CASE_STATES[state], at: null, note: null }))]
}

const UNIT = { 'working-days': '个工作日', 'calendar-days': '个自然日', 'at-once': '' } as const

function promiseNoteOf({ row, kept }: OpenedCase): string {
  const promise = kept.guide.promise.value
  if (!promise) return '承诺时限请以窗口为准。'
  if (promise.unit === 'at-once') return '当场办理。'
  const span = `${promise.days} ${UNIT[promise.unit]}`
  const holidays = promise.unit === 'working-days' ? '，周末和法定节假日不算' : ''
  return row.accepted_at
    ? `自受理之日起 ${span}内办结${holidays}。`
    : `先按提交当天预计；受理后重新起算，承诺 ${span}内办结${holidays}。`
}

const deliveryNoteOf = ({ delivery, department }: CaseRow): string | null => {
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

function resultOf({ row, kept, result, details }: OpenedCase, reader: Reader): CaseDetail['result'] {
  if (row.state !== 'completed') return null
  const waits = kept.acceptance.resultFrom && !details
  return {
    title: result?.title ?? `${row.service_name}办理结果`,
    documentNo: result?.documentNo ?? null,
    issuedAt: instantText(result ? new Date(result.issuedAt) : row.updated_at),
    details: (details ?? []).map(({ label, value }) => ({ label, value: wordsFor(value, reader) })),
    detailsNote: waits ? `${row.department}正在登记详细结果，登记好后会在消息里告诉您。` : null
  }
}

export const presentCase = (opened: OpenedCase, reader: Reader): CaseDetail => ({
  ...presentCaseSummary(opened.row, opened.actedBy),
  receiptNo: opened.row.receipt_no,
  promiseNote: promiseNoteOf(opened),
  deliveryNote: deliveryNoteOf(opened.row),
  timeline: timelineOf(opened, reader),
  correction: opened.correction.map(({ item, reason }) => ({ item, reason: wordsFor(reason, reader) })),
  result: resultOf(opened, reader),
  answers: formFields(opened.kept.form).flatMap((field) => {
    const value = maskedAnswer(field, withoutFields(opened.answers, hiddenFields(opened.kept.form, reader))[field.id])
    return value === null ? [] : [{ label: field.label, value }]
  }),
  files: opened.files.map((file) => ({ ...presentFile(file), label: file.label }))
})

export const presentCaseAnswers = (opened: OpenedCase, reader: Reader) => {
  const hidden = hiddenFields(opened.kept.form, reader)
  return {
    form: opened.kept.form,
    answers: withoutFields(opened.answers, hidden),
    files: opened.files.map(presentFile),
    ...(hidden.length > 0 ? { hidden } : {})
  }
}
