import { type Answers, formFields } from '@shared/contract/form'
import { isCertain, type WorkingCalendar } from '@shared/values/working-days'
import * as z from 'zod/mini'
import type { Db, Sql } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import { type ActingCaller, reachOf } from '../mandates/port'
import { mayActOn } from './acting-scope'
import { answersSeal } from './answers-seal'
import { partCases } from './bundle-cases'
import { type CaseRow, caseById, caseOf, casesPage, eventsOf } from './case-store'
import { openCollection } from './collect/open-collection'
import type { LocalDesk } from './desk/local-desk'
import { namedFiles, uploadedIds } from './drafts'
import { filesOfCase } from './file-store'
import { signatureOf } from './intake/store'
import { type KeptDefinition, keptService } from './kept-form'
import { owedOf } from './owed/store'

const correction = z.array(z.object({ item: z.string(), reason: z.string() }))
const result = z.object({
  title: z.string(),
  documentNo: z.nullable(z.string()),
  issuedAt: z.string(),
  /** false = 不予批准; absent = granted */
  granted: z.optional(z.boolean()),
  validUntil: z.optional(z.nullable(z.string()))
})
const details = z.array(z.object({ label: z.string(), value: z.string() }))

/** Who handed a case in last, as its owner reads it; null = not kept at the time. */
const actedByOf = (seal: CitizenSeal, row: CaseRow) =>
  row.capacity && {
    capacity: row.capacity,
    label: row.actor_label_sealed ? seal.open(row.actor_label_sealed, `services_cases.actor_label:${row.id}`) : '本人'
  }

interface Deps {
  db: Db
  seals: CitizenSeals
  calendar: WorkingCalendar
  desk: Pick<LocalDesk, 'shown'>
}

/** Reads a citizen's cases and opens what is sealed in them, for that citizen only. */
export function makeCases({ db, seals, calendar, desk }: Deps) {
  /** 一件事: its parts with their clocks, or the whole a part belongs to. */
  const together = async (sql: Sql, row: CaseRow) => {
    const parts = await partCases(sql, row.id)
    return {
      parts: await Promise.all(
        parts.map(async (part) => ({ row: part, desk: await desk.shown(sql, part, await keptService(sql, part)) }))
      ),
      whole: row.bundle_id ? await caseById(sql, row.bundle_id) : null
    }
  }

  /** Everything handed in with a case: what the form asks for, and the signature that confirmed it at a window. */
  const papersOf = async (sql: Sql, row: CaseRow, { form }: KeptDefinition, answers: Answers) => {
    const signature = row.channel === 'window' ? await signatureOf(sql, row.id) : []
    const named = [...uploadedIds(form, answers), ...signature]
    const labelOf = (fileId: string) => {
      if (signature.includes(fileId)) return '窗口录入的本人签名'
      const asked = formFields(form).find(({ id }) => uploadedIds(form, { [id]: answers[id] ?? [] }).includes(fileId))
      return asked?.label ?? '材料'
    }
    const files = await namedFiles(sql, seals, await filesOfCase(sql, row, named))
    return files.map((file) => ({ ...file, label: labelOf(file.row.id) }))
  }

  const opened = async (sql: Sql, row: CaseRow) => {
    const seal = await seals.of(sql, row.citizen_id)
    const kept = await keptService(sql, row)
    const answers: Answers = answersSeal(seal, `services_cases.answers:${row.id}`).open(row.answers_sealed)
    const open = <S extends z.ZodMiniType>(schema: S, sealed: string | null, column: string): z.output<S> | null =>
      sealed === null ? null : schema.parse(JSON.parse(seal.open(sealed, `services_cases.${column}:${row.id}`)))
    const events = (await eventsOf(sql, row.id)).map((event) => ({
      ...event,
      note: event.note_sealed
        ? seal.open(event.note_sealed, `services_case_events.note:${row.id}:${event.event_id}`)
        : null
    }))
    return {
      row,
      kept,
      /** false: the promised day lies in a year whose days off nobody has published */
      promiseCertain: row.promised_day === null || isCertain(row.promised_day, calendar),
      answers,
      events,
      actedBy: actedByOf(seal, row),
      files: await papersOf(sql, row, kept, answers),
      correction: open(correction, row.correction_sealed, 'correction') ?? [],
      result: open(result, row.result_sealed, 'result'),
      details: open(details, row.result_details_sealed, 'result_details'),
      desk: await desk.shown(sql, row, kept),
      owed: (await owedOf(sql, row.id)).map(({ broken_reason_sealed: reason, ...one }) => ({
        ...one,
        brokenReason: reason && seal.open(reason, `services_owed.broken_reason:${row.id}:${one.field}`)
      })),
      collection: await openCollection(sql, seal, row, kept),
      ...(await together(sql, row))
    }
  }
  return {
    opened,
    /** Refused: not_found, out_of_scope. */
    show: async (caller: ActingCaller, caseId: string) => {
      const row = await caseOf(db, caller.ownerIds, caseId)
      if (!row) return refuse('not_found')
      return mayActOn(caller, row.service_id) ? opened(db, row) : refuse('out_of_scope')
    },
    page: async (caller: ActingCaller, before: Date | null, limit: number) => {
      const wanted = { ownerIds: caller.ownerIds, reach: reachOf(caller), before }
      const rows = await casesPage(db, wanted, limit + 1)
      const shown = rows
        .slice(0, limit)
        .map(async (row) => ({ row, actedBy: actedByOf(await seals.of(db, row.citizen_id), row) }))
      return { items: await Promise.all(shown), more: rows.length > limit }
    },
    /** Unmasked, for 补正 only. Refused: not_found, out_of_scope, conflict (the case does not wait for it). */
    answersForCorrection: async (caller: ActingCaller, caseId: string) => {
      const row = await caseOf(db, caller.ownerIds, caseId)
      if (!row) return refuse('not_found')
      if (!mayActOn(caller, row.service_id)) return refuse('out_of_scope')
      return row.state === 'correction' ? opened(db, row) : refuse('conflict')
    }
  }
}
export type Cases = ReturnType<typeof makeCases>
export type OpenedCase = Awaited<ReturnType<Cases['opened']>>
