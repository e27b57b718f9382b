import { DESK_ACTS, type DeskCaseDetail, type DeskCaseLine, deskAct } from '@shared/contract/desk-cases'
import { formFields, holdsFiles } from '@shared/contract/form'
import { shownForm } from '@shared/contract/form-shown'
import { maskName } from '@shared/values/person-name'
import { type WorkingCalendar, workingDaysBetween } from '@shared/values/working-days'
import { instantText } from '../../../platform/clock/instant-text'
import { presentCollection } from '../collect/open-collection'
import { localItem } from '../kept-form'
import { presentOwed } from '../owed/present-owed'
import { caseSituation, dueForOf, presentFile, presentMend } from '../present'
import { stateLabel } from '../state-label'
import { lastDayOf } from './certificate-term'
import type { DeskDetail, DeskLine } from './desk-cases'
import { deskWords } from './desk-words'

/** What stands beside every line: who asks, what day it is. */
export interface DeskReader {
  staffId: string
  today: string
  calendar: WorkingCalendar
}

/** The desk sees what the citizen typed themselves, not what somebody acting for them may not. */
const STAFF_READER = { capacity: { kind: 'self', mandateId: null, scope: null } } as const

const OTHER_ACTS: Record<string, string> = {
  intake: '窗口录入',
  propose: '提出决定，等待复核',
  opinion: '会办答复',
  mend: '申请人已补正',
  withdraw: '申请人撤回',
  supervised: '负责人督办',
  'broken-promise': '核查发现承诺不实',
  posted: '寄出结果',
  collected: '窗口领取结果',
  'owed-handled': '处理没有补交的材料',
  file: '备案当场办结',
  'filing-in-order': '备案核对：无误',
  'filing-not-in-order': '备案核对：材料不符',
  grant: '按告知承诺当场准予',
  'pledge-kept': '事后核查：与承诺相符',
  'pledge-not-kept': '事后核查：责令限期整改',
  'pledge-mended': '复查：整改后达到要求',
  'pledge-revoked': '复查：撤销许可'
}
const actWords = (act: string): string => {
  const known = deskAct.safeParse(act)
  return known.success ? DESK_ACTS[known.data] : (OTHER_ACTS[act] ?? act)
}

const applicantOf = ({ opened }: DeskLine): string => {
  const name = opened.answers[opened.kept.acceptance.nameField]
  return typeof name === 'string' ? maskName(name) : ''
}

export const presentLine = (line: DeskLine, names: Map<string, string>, reader: DeskReader): DeskCaseLine => {
  const { row } = line.opened
  const { handler_id, due_day, legal_day } = line.desk.row
  return {
    id: row.id,
    number: row.number,
    serviceId: row.service_id,
    serviceName: row.service_name,
    applicant: applicantOf(line),
    state: row.state,
    stateLabel: stateLabel(row),
    submittedAt: instantText(row.submitted_at),
    dueDay: due_day,
    dueFor: due_day ? dueForOf(row.state, line.desk.row) : null,
    legalDay: legal_day,
    daysLeft: due_day ? workingDaysBetween(reader.today, due_day, reader.calendar).days : null,
    handler: handler_id
      ? { id: handler_id, name: names.get(handler_id) ?? '已停用的账号', mine: handler_id === reader.staffId }
      : null
  }
}

const fileField = ({ opened }: DeskDetail, label: string): string =>
  formFields(opened.kept.form).find((field) => holdsFiles(field) && field.label === label)?.id ?? ''

function resultOf({ opened, desk }: DeskDetail): DeskCaseDetail['result'] {
  if (!opened.result) return null
  const { title, documentNo } = opened.result
  return { title, documentNo, files: desk.resultFiles.map(presentFile) }
}

/** What a colleague has decided, for the second person. */
function proposalOf({ proposal, desk, names }: DeskDetail, { staffId }: DeskReader): DeskCaseDetail['proposal'] {
  const by = desk.row.proposed_by
  if (!by || !proposal || (proposal.act !== 'complete' && proposal.act !== 'refuse')) return null
  const lines =
    proposal.act === 'refuse'
      ? ['不予受理', `依据：${proposal.basis}`, `理由：${proposal.reason}`]
      : [
          proposal.granted ? `准予：${proposal.title}` : `不予批准：${proposal.title}`,
          ...(proposal.documentNo ? [`文号：${proposal.documentNo}`] : []),
          ...(proposal.granted ? [proposal.validUntil ? `有效期至：${proposal.validUntil}` : '长期有效'] : []),
          ...(proposal.basis ? [`依据：${proposal.basis}`] : []),
          ...(proposal.reason ? [`理由：${proposal.reason}`] : []),
          `结果文件 ${proposal.fileIds.length} 个`
        ]
  return { by: names.get(by) ?? '已停用的账号', mine: by === staffId, lines }
}

export const answerOf = ({ answered_at, agrees, words }: DeskDetail['desk']['opinions'][number]) =>
  answered_at ? { agrees: agrees === true, words: words ?? '', at: instantText(answered_at) } : null

/** What the desk is told of a value that came by itself. */
function sourceOf({ prefills }: DeskDetail, field: string): { source?: string } {
  const row = prefills.find((one) => one.field === field)
  if (!row) return {}
  if (row.disputed_at) return { source: `申请人说“${row.source}”的登记有误，由申请人填写` }
  if (row.kept) return { source: `来自${row.source}` }
  return row.department ? { source: `与“${row.source}”不同，由申请人填写` } : {}
}

/** How long what is granted today holds, for the clerk to change. */
function termOf({ opened }: DeskDetail, { today }: DeskReader): Pick<DeskCaseDetail, 'certificate'> {
  const item = localItem(opened.kept)
  const validUntil = lastDayOf(item, today)
  if (!item?.certificate || validUntil === null) return {}
  return { certificate: { ...item.certificate, validUntil } }
}

export const presentDetail = (detail: DeskDetail, reader: DeskReader): DeskCaseDetail => {
  const { opened, desk } = detail
  const { row, kept } = opened
  const { paused_on, paused_until, asked_fields } = desk.row
  return {
    ...presentLine({ opened, desk }, detail.names, reader),
    receiptNo: row.receipt_no,
    handedInBy: row.channel === 'window' ? '本人到窗口' : (opened.actedBy?.label ?? null),
    promisedDay: row.accepted_at ? row.promised_day : null,
    ...caseSituation(opened),
    ...termOf(detail, reader),
    pause: paused_on && paused_until ? { since: paused_on, until: paused_until, reason: desk.pauseReason ?? '' } : null,
    answers: formFields(kept.form).flatMap((field) => {
      const value = deskWords(field, opened.answers[field.id])
      return value === null ? [] : [{ field: field.id, label: field.label, value, ...sourceOf(detail, field.id) }]
    }),
    files: opened.files.map((file) => ({
      ...presentFile(file),
      scan: file.row.scan,
      ...(file.row.unclear ? { unclear: file.row.unclear } : {}),
      label: file.label,
      field: fileField(detail, file.label)
    })),
    tickable: formFields(shownForm(kept.form, opened.answers))
      .filter(({ id }) => !asked_fields || asked_fields.includes(id))
      .map((field) => ({ field: field.id, label: field.label, material: holdsFiles(field) })),
    mends: desk.mends.map((mend) => presentMend(mend, [], STAFF_READER)),
    proposal: proposalOf(detail, reader),
    opinions: desk.opinions.map((one) => ({
      ...{ department: one.name, question: one.question, dueDay: one.due_day, late: one.late },
      answer: answerOf(one)
    })),
    fee: detail.fee === null ? null : { amount: detail.fee, paid: desk.row.fee_paid, receiptNo: desk.receiptNo },
    departments: detail.departments.map(([id, { name }]) => ({ id, name })),
    owed: opened.owed.map((one) => presentOwed(one, kept.form)),
    ...(opened.collection ? { collection: presentCollection(opened.collection) } : {}),
    brokenBefore: detail.brokenBefore.map(({ service_name, department, label, kind, broken_on }) => ({
      ...{ serviceName: service_name, department, label, kind, brokenOn: broken_on }
    })),
    history: [
      { at: instantText(row.submitted_at), what: '申请人提交', by: null, note: null },
      ...detail.history.map(({ at, act, by, note }) => ({ at: instantText(at), what: actWords(act), by, note }))
    ],
    result: resultOf(detail),
    acts: detail.acts.flatMap((act) => {
      const known = deskAct.safeParse(act)
      return known.success ? [known.data] : []
    }),
    colleagues: detail.colleagues.map(({ staffId, name, title }) => ({ id: staffId, name, title })),
    templates: detail.templates
  }
}
