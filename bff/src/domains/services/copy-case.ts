import { formFields } from '@shared/contract/form'
import { answerInWords } from '@shared/contract/form-words'
import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import { type Block, makePdf } from '../../platform/documents/pdf'
import type { ActingCaller } from '../mandates/port'
import { deskLines, mendLines, owedLines } from './case-lines'
import type { OpenedCase } from './cases'
import { collectionLines } from './collect/open-collection'
import { presentCase } from './present'

type Line = { label: string; value: string }
type Reader = Pick<ActingCaller, 'capacity'>

/** 2026-11-22 09:30, in Asia/Shanghai. */
const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ')

const part = (heading: string, rows: readonly Line[]): Block[] =>
  rows.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        { kind: 'table', rows }
      ]

const line = (label: string, value: string | null | undefined): Line[] => (value ? [{ label, value }] : [])

/** What was filled in, as the owner wrote it: for nobody else. */
const inFull = ({ kept, answers }: OpenedCase): Line[] =>
  formFields(kept.form).flatMap((field) => line(field.label, answerInWords(field, answers[field.id])))

const withoutReason = (owed: OpenedCase['owed'][number]) => ({ ...owed, brokenReason: null })

/** Everything of a case, as a document; unmasked only when the owner reads it in person, not under a mandate. */
export function copyOf(opened: OpenedCase, reader: Reader, at: Date) {
  const shown = presentCase(opened, reader)
  const own = reader.capacity.kind === 'self'
  const { result } = shown
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: own
        ? '本副本列出这件申请的全部内容，含完整个人信息，请妥善保管。'
        : '本副本由代为办理的人调取，部分个人信息已隐藏。'
    },
    ...part('办件', [
      { label: '事项', value: shown.serviceName },
      ...line('情形', shown.situation?.title),
      { label: '受理部门', value: shown.department },
      { label: '办件编号', value: shown.number },
      ...line('部门受理编号', shown.receiptNo),
      { label: '当前状态', value: shown.stateLabel },
      { label: '提交时间', value: minute(shown.submittedAt) },
      ...line('提交人', shown.actedBy?.label)
    ]),
    ...part('承诺时限', [...line('承诺办结日', shown.promisedDay), { label: '说明', value: shown.promiseNote }]),
    ...part(
      '办理结果',
      result
        ? [
            { label: '结果', value: result.title },
            ...line('文号', result.documentNo),
            { label: '出具时间', value: minute(result.issuedAt) },
            ...result.details,
            ...line('说明', result.detailsNote)
          ]
        : []
    ),
    ...part('结果领取', own ? collectionLines(opened.collection) : []),
    ...part(
      '需要补正的内容',
      shown.correction.map(({ item, reason }) => ({ label: item, value: reason }))
    ),
    ...part('补正记录', mendLines(shown.mends ?? [])),
    // what a clerk found of a promise is for the owner
    ...part('容缺后补和告知承诺', owedLines(own ? opened.owed : opened.owed.map(withoutReason))),
    ...part('会办、缴费和暂停', own ? deskLines(opened) : []),
    ...part(
      '一件事包含的办件',
      (shown.parts ?? []).map(({ serviceName, number, stateLabel }) => ({
        label: serviceName,
        value: `${number} ${stateLabel}`
      }))
    ),
    ...part(
      '办理过程',
      shown.timeline.flatMap(({ at: moment, label, note }) =>
        moment ? [{ label: minute(moment), value: [label, note].filter(Boolean).join('：') }] : []
      )
    ),
    ...part('申请内容', own ? inFull(opened) : shown.answers),
    ...part(
      '申请材料',
      opened.files.map(({ label, name, row }) => ({ label, value: `${name}\n${row.bytes} 字节，SM3 摘要 ${row.sm3}` }))
    )
  ]
  return {
    title: '办件副本',
    blocks,
    footer: `指尖办 · 办件编号 ${shown.number} · 生成时间 ${minute(instantText(at))} · 仅供本人查阅，不作为办理结果的证明`,
    at
  }
}

/** The copy as PDF bytes. */
export const makeCopyCase = (clock: Clock) => (opened: OpenedCase, reader: Reader) =>
  makePdf(copyOf(opened, reader, clock.now()))
export type CopyCase = ReturnType<typeof makeCopyCase>
