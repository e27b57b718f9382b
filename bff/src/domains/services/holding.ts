import { CASE_STATES } from '@shared/contract/applications'
import { formFields } from '@shared/contract/form'
import { answerInWords } from '@shared/contract/form-words'
import { instantText } from '../../platform/clock/instant-text'
import type { Sql, Tx } from '../../platform/db/db'
import type { CitizenSeals } from '../identity/port'
import type { Holding } from '../rights/port'
import { answersSeal } from './answers-seal'
import { caseNamed, deskLines, mendLines, owedLines } from './case-lines'
import type { CaseRow } from './case-store'
import type { Cases, OpenedCase } from './cases'
import type { Catalogue } from './catalogue'
import { draftCollectionLines } from './collect/draft-collections'
import { collectionLines } from './collect/open-collection'
import type { DraftRow } from './draft-store'
import { isEnded } from './ended'
import { toldLines } from './kept-situation'
import type { MyMaterials } from './materials/my-materials'
import { materialsOf } from './materials/store'
import { disputePlace } from './prefill/dispute-subject'
import { type DisputeRow, disputesOf } from './prefill/store'
import { stateLabel } from './state-label'
import { dropUploadsOf } from './upload/store'
import { unfinishedLines } from './upload/uploads'

const casesOf = (sql: Sql, ownerIds: readonly string[]) =>
  sql.query<CaseRow>('select * from services_cases where citizen_id = any($1) order by seq', [ownerIds])

const linesOf = ({ row, kept, answers, events, files, correction, owed, collection, ...opened }: OpenedCase) => [
  ...caseNamed(row),
  ...(kept.situation ? [{ label: '情形', value: kept.situation.title }] : []),
  { label: '受理部门', value: row.department },
  { label: '状态', value: stateLabel(row) },
  { label: '提交时间', value: instantText(row.submitted_at) },
  ...(row.channel === 'window' ? [{ label: '提交方式', value: '在窗口提交，工作人员协助填写' }] : []),
  ...formFields(kept.form).flatMap((field) => {
    const value = answerInWords(field, answers[field.id])
    return value === null ? [] : [{ label: field.label, value }]
  }),
  ...files.map((file) => ({ label: file.label, value: file.name })),
  ...events.map(({ state, at, note }) => ({
    label: '进度',
    value: [instantText(at), stateLabel({ ...row, state }), note ?? ''].join(' ').trim()
  })),
  ...correction.map(({ item, reason }) => ({ label: `${CASE_STATES.correction}：${item}`, value: reason })),
  ...(opened.result
    ? [{ label: '结果', value: [opened.result.title, opened.result.documentNo].filter(Boolean).join(' ') }]
    : []),
  ...(opened.details ?? []),
  ...mendLines(opened.desk?.mends ?? []),
  ...owedLines(owed),
  ...deskLines(opened),
  ...collectionLines(collection)
]

/** Cases, drafts and files of a person; ended cases are what the archives law keeps. */
export function makeServicesHolding(deps: {
  cases: Cases
  catalogue: Catalogue
  seals: CitizenSeals
  materials: Pick<MyMaterials, 'opened'>
}): Holding {
  const { cases, catalogue, seals, materials } = deps

  const materialLines = async (sql: Sql, ownerIds: readonly string[]) =>
    (await materials.opened(sql, await materialsOf(sql, ownerIds, { document: null, reach: null }))).map(
      ({ row, kind, holder, fileName, uses }) => [
        { label: '材料', value: kind?.name ?? row.document },
        { label: '文件', value: fileName },
        ...(holder ? [{ label: '持有人', value: `${holder.name} ${holder.certNo}` }] : []),
        { label: '提交时间', value: instantText(row.handed_in_at) },
        ...(row.valid_until ? [{ label: '有效期至', value: row.valid_until }] : []),
        ...uses.map(({ service_id, used_at }) => ({
          label: '又用于',
          value: `${catalogue.definition(service_id)?.guide.name ?? service_id} ${instantText(used_at)}`
        }))
      ]
    )

  const draftLines = async (sql: Sql, row: DraftRow) => {
    const definition = catalogue.definition(row.service_id)
    const seal = await seals.of(sql, row.citizen_id)
    const answers = answersSeal(seal, `services_drafts.answers:${row.id}`).open(row.answers_sealed)
    const said = definition?.form
      ? formFields(definition.form).flatMap((field) => {
          const value = answerInWords(field, answers[field.id])
          return value === null ? [] : [{ label: field.label, value }]
        })
      : []
    return [
      { label: '事项', value: definition?.guide.name ?? row.service_id },
      { label: '最后修改', value: instantText(row.updated_at) },
      ...toldLines(catalogue, seal, row),
      ...(await draftCollectionLines(sql, seal, row.id)),
      ...said
    ]
  }

  const disputeLines = async (sql: Sql, row: DisputeRow) => {
    const seal = await seals.of(sql, row.citizen_id)
    const said = (label: string, column: 'dispute' | 'answer', sealed: string | null) =>
      sealed ? [{ label, value: seal.open(sealed, disputePlace(row, column)) }] : []
    return [
      { label: '来源', value: row.source },
      { label: '提出时间', value: instantText(row.disputed_at) },
      ...said('您的说明', 'dispute', row.dispute_sealed),
      ...said(row.corrected ? '部门已更正' : '部门答复', 'answer', row.answer_sealed)
    ]
  }

  const erase = async (tx: Tx, ownerId: string) => {
    await tx.query('delete from services_materials where citizen_id = $1', [ownerId])
    const parts = await dropUploadsOf(tx, ownerId)
    // a case may name files that were uploaded under another account of the same person (merged)
    const files = await tx.query<{ id: string }>(
      `delete from services_files where citizen_id = $1
         or case_id in (select id from services_cases where citizen_id = $1) returning id`,
      [ownerId]
    )
    await tx.query(
      'delete from services_case_events where case_id in (select id from services_cases where citizen_id = $1)',
      [ownerId]
    )
    await tx.query('delete from services_intakes where citizen_id = $1', [ownerId])
    await tx.query('delete from services_disputes where citizen_id = $1', [ownerId])
    await tx.query('delete from services_drafts where citizen_id = $1', [ownerId])
    await tx.query(
      'delete from services_platform_differences where outer_id in (select id from services_cases where citizen_id = $1)',
      [ownerId]
    )
    await tx.query('delete from services_cases where citizen_id = $1', [ownerId])
    return { files: [...files.map((file) => file.id), ...parts] }
  }

  return {
    export: async (sql, ownerIds) => {
      const entries = []
      for (const row of await casesOf(sql, ownerIds)) entries.push(linesOf(await cases.opened(sql, row)))
      const drafts = await sql.query<DraftRow>(
        'select * from services_drafts where citizen_id = any($1) and case_id is null order by updated_at',
        [ownerIds]
      )
      const disputes = await disputesOf(sql, ownerIds)
      return [
        { title: '我的办件', entries },
        { title: '我说有误的登记信息', entries: await Promise.all(disputes.map((row) => disputeLines(sql, row))) },
        { title: '我的草稿', entries: await Promise.all(drafts.map((row) => draftLines(sql, row))) },
        { title: '我的材料', entries: await materialLines(sql, ownerIds) },
        { title: '没有传完的文件', entries: await unfinishedLines(sql, seals, ownerIds) }
      ]
    },
    openCases: async (sql, ownerIds) =>
      (await casesOf(sql, ownerIds))
        .filter((row) => !isEnded(row.state))
        .map((row) => ({ id: row.id, number: row.number, serviceName: row.service_name })),
    lawful: async (sql, ownerId) => {
      const records = []
      // also what a department still works on, when WeChat ended the account: it is the department's record as well
      for (const row of await casesOf(sql, [ownerId])) {
        const opened = await cases.opened(sql, row)
        records.push({
          department: catalogue.definition(row.service_id)?.guide.department.id ?? row.department,
          retention: 'case-record',
          title: row.service_name,
          reference: row.number,
          content: linesOf(opened),
          from: row.updated_at
        })
      }
      return records
    },
    erase
  }
}
