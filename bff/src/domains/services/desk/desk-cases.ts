import { type DeskCaseView, deskCaseAct, REVEAL_REASONS, type RevealReason } from '@shared/contract/desk-cases'
import { formFields } from '@shared/contract/form'
import { answerInWords } from '@shared/contract/form-words'
import type { WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Sql } from '../../../platform/db/db'
import type { Files } from '../../../platform/files/files'
import { sm3 } from '../../../platform/gm/sm3'
import type { StaffCaller } from '../../../platform/http/caller'
import type { UploadedBytes } from '../../../platform/http/read-body'
import { isRefused, refuse } from '../../../platform/http/refused'
import { newId } from '../../../platform/new-id'
import type { Scan } from '../../../platform/scan/clamd'
import type { Content } from '../../content/port'
import type { CitizenSeals, Persons } from '../../identity/port'
import type { Ledger } from '../../ledger/port'
import type { StaffDirectory } from '../../staff/port'
import type { CaseRow } from '../case-store'
import type { Cases } from '../cases'
import { collectionLines } from '../collect/open-collection'
import { insertFile } from '../file-store'
import { localItem } from '../kept-form'
import { brokenBefore } from '../owed/store'
import { prefillsOf } from '../prefill/store'
import { type Colleagues, type DeskReach, handlesCases } from './desk-reach'
import { possible } from './machine'
import { actsOf, deskCounts, deskPage, deskStateOf, keepResultFiles } from './store'

const PAGE = 30

interface Deps {
  db: Db
  clock: Clock
  calendar: WorkingCalendar
  seals: CitizenSeals
  files: Files
  scan: Scan
  ledger: Ledger
  staff: StaffDirectory
  cases: Cases
  reach: DeskReach
  colleagues: Colleagues
  content: Pick<Content, 'services' | 'deskTemplates' | 'departments'>
  persons: Pick<Persons, 'accounts'>
}

/** What the desk reads of cases. Every look at one is written to the ledger of whose it is. */
export function makeDeskCases(deps: Deps) {
  const { db, clock, calendar, seals, files, scan, ledger, staff, cases, reach, colleagues, content, persons } = deps

  const writeDown = async (
    sql: Sql,
    caller: StaffCaller,
    found: CaseRow,
    look: { purpose: string; fields: string[]; once?: string }
  ) => {
    const name = await staff.publicName(sql, caller.staffId)
    await ledger.record(sql, {
      ownerId: found.citizen_id,
      reader: { kind: 'staff', id: caller.staffId, name },
      caseId: found.id,
      caseNumber: found.number,
      ...look
    })
  }

  const lineOf = async (sql: Sql, row: CaseRow) => {
    const opened = await cases.opened(sql, row)
    if (!opened.desk) throw new Error(`case ${row.id} is at no desk`)
    return { opened, desk: opened.desk }
  }

  const history = async (sql: Sql, found: CaseRow) => {
    const rows = await actsOf(sql, found.id)
    const seal = await seals.of(sql, found.citizen_id)
    const names = await staff.names(sql, [...new Set(rows.flatMap(({ staff_id }) => staff_id ?? []))])
    return rows.map((row) => ({
      ...row,
      by: row.staff_id && (names.get(row.staff_id) ?? '已停用的账号'),
      note: row.note_sealed && seal.open(row.note_sealed, `services_desk_acts.note:${found.id}`)
    }))
  }

  /** One case as the desk shows it, without a line in the ledger. */
  const detail = async (sql: Sql, caller: StaffCaller, found: CaseRow) => {
    const { opened, desk } = await lineOf(sql, found)
    const item = localItem(opened.kept)
    if (!item) throw new Error(`${found.service_id} is not accepted at our own desk`)
    const rules = { ...item, today: clock.today(), calendar }
    const near = await colleagues(sql, desk.row.department)
    const { handler_id, proposed_by, proposal_sealed } = desk.row
    const seal = await seals.of(sql, found.citizen_id)
    const place = `services_desk_cases.proposal:${found.id}`
    return {
      opened,
      desk,
      fee: item.fee !== null && item.payDays !== null ? item.fee : null,
      proposal: proposal_sealed && deskCaseAct.parse(JSON.parse(seal.open(proposal_sealed, place))),
      departments: [...content.departments].filter(([id]) => id !== desk.row.department),
      names: await staff.names(
        sql,
        [handler_id, proposed_by].filter((one) => one !== null)
      ),
      acts: possible(deskStateOf(found, desk.row), caller.staffId, caller.roles.includes('head'), rules),
      colleagues: near.filter(({ staffId }) => staffId !== caller.staffId),
      history: await history(sql, found),
      prefills: await prefillsOf(sql, found.draft_id),
      brokenBefore: await brokenBefore(sql, await persons.accounts(sql, found.citizen_id), found.id),
      templates: content.deskTemplates
    }
  }

  return {
    calendar,
    today: () => clock.today(),
    detail,
    list: async (
      caller: StaffCaller,
      wanted: { view: DeskCaseView; service: string | null; number: string | null; page: number }
    ) => {
      const nothing = { items: [], names: new Map<string, string>(), more: false, open: 0, overdue: 0, services: [] }
      if (!handlesCases(caller)) return nothing
      const today = clock.today()
      const scope = { ...wanted, department: caller.department, staffId: caller.staffId, today }
      const rows = await deskPage(db, scope, (wanted.page - 1) * PAGE, PAGE + 1)
      const items = await Promise.all(rows.slice(0, PAGE).map((row) => lineOf(db, row)))
      const handlers = items.flatMap(({ desk }) => desk.row.handler_id ?? [])
      const here = [...content.services.values()].filter(
        ({ guide, acceptance }) => guide.department.id === caller.department && acceptance && 'local' in acceptance
      )
      return {
        items,
        names: await staff.names(db, [...new Set(handlers)]),
        more: rows.length > PAGE,
        ...(await deskCounts(db, caller.department, today)),
        services: here.map(({ guide }) => ({ id: guide.id, name: guide.name }))
      }
    },
    show: (caller: StaffCaller, caseId: string) =>
      db.tx(async (tx) => {
        const at = await reach.seen(tx, caller, caseId)
        if (isRefused(at)) return at
        const shown = await detail(tx, caller, at.found)
        const fields = ['申请内容（部分隐藏）', ...(shown.brokenBefore.length > 0 ? ['以前没有兑现的承诺'] : [])]
        // once a day, and once more when there is more to see
        const once = `desk:${caseId}:${caller.staffId}:${clock.today()}${fields.length > 1 ? ':broken' : ''}`
        await writeDown(tx, caller, at.found, { purpose: '办理申请', fields, once })
        return shown
      }),
    reveal: (caller: StaffCaller, caseId: string, reason: RevealReason) =>
      db.tx(async (tx) => {
        const at = await reach.seen(tx, caller, caseId)
        if (isRefused(at)) return at
        const { kept, answers, collection } = await cases.opened(tx, at.found)
        const filledIn = formFields(kept.form).flatMap((field) => {
          const value = answerInWords(field, answers[field.id])
          return value === null ? [] : [{ field: field.id, label: field.label, value }]
        })
        const where = collectionLines(collection).map((line) => ({ field: `collection.${line.label}`, ...line }))
        const told = [...filledIn, ...where]
        await writeDown(tx, caller, at.found, {
          purpose: REVEAL_REASONS[reason],
          fields: told.map(({ label }) => label)
        })
        return { answers: told }
      }),
    file: async (caller: StaffCaller, caseId: string, fileId: string, reason: RevealReason) => {
      const at = await reach.seen(db, caller, caseId)
      if (isRefused(at)) return at
      const { files: named, desk } = await cases.opened(db, at.found)
      const material = named.find(({ row }) => row.id === fileId)
      const row = material?.row ?? desk?.resultFiles.find((file) => file.row.id === fileId)?.row
      if (row?.scan === 'infected') return refuse('file_infected')
      const bytes = row ? await files.get(row.id) : null
      if (!row || !bytes) return refuse('not_found')
      const fields = [material ? `材料：${material.label}` : '办理结果文件']
      await writeDown(db, caller, at.found, { purpose: REVEAL_REASONS[reason], fields })
      const seal = await seals.of(db, row.citizen_id)
      return { name: '申请材料', type: row.type, bytes: seal.openBytes(bytes, `services_files:${row.id}`) }
    },
    /** Refused: not_found, file_infected, conflict (the case has ended). A scanner that is away refuses nothing. */
    uploadResult: async (caller: StaffCaller, caseId: string, given: UploadedBytes) => {
      const before = await reach.seen(db, caller, caseId)
      if (isRefused(before)) return before
      const scanned = await scan(given.bytes)
      if (scanned === 'infected') return refuse('file_infected')
      const id = newId()
      const seal = await seals.of(db, before.found.citizen_id)
      await files.put(id, seal.sealBytes(given.bytes, `services_files:${id}`))
      const kept = await db.tx(async (tx) => {
        const at = await reach.locked(tx, caller, caseId)
        if (isRefused(at)) return at
        if (at.row.due_day === null) return refuse('conflict')
        await insertFile(tx, {
          id,
          citizen_id: at.found.citizen_id,
          name_sealed: seal.seal(given.name, `services_files.name:${id}`),
          type: given.type,
          bytes: given.bytes.length,
          sm3: sm3(given.bytes).toString('hex'),
          created_at: clock.now(),
          scan: scanned
        })
        await keepResultFiles(tx, caseId, [...at.row.result_files, id])
        return { id, name: given.name, bytes: given.bytes.length, type: given.type }
      })
      if (isRefused(kept)) await files.remove(id)
      return kept
    }
  }
}
export type DeskCases = ReturnType<typeof makeDeskCases>
export type DeskLine = Awaited<ReturnType<DeskCases['list']>>['items'][number]
export type DeskDetail = Awaited<ReturnType<DeskCases['detail']>>
