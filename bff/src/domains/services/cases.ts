import { type Answers, formFields } from '@shared/contract/form'
import * as z from 'zod/mini'
import type { Db, Sql } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import type { CitizenSeals } from '../identity/port'
import { answersSeal } from './answers-seal'
import { type CaseRow, caseOf, casesPage, eventsOf } from './case-store'
import { namedFiles, uploadedIds } from './drafts'
import { keptService } from './kept-form'

const correction = z.array(z.object({ item: z.string(), reason: z.string() }))
const result = z.object({ title: z.string(), documentNo: z.nullable(z.string()), issuedAt: z.string() })
const details = z.array(z.object({ label: z.string(), value: z.string() }))

/** Reads a citizen's cases and opens what is sealed in them, for that citizen only. */
export function makeCases({ db, seals }: { db: Db; seals: CitizenSeals }) {
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
      answers,
      events,
      files: (await namedFiles(sql, seal, row.citizen_id, uploadedIds(kept.form, answers))).map((file) => ({
        ...file,
        label:
          formFields(kept.form).find((field) =>
            uploadedIds(kept.form, { [field.id]: answers[field.id] ?? [] }).includes(file.row.id)
          )?.label ?? '材料'
      })),
      correction: open(correction, row.correction_sealed, 'correction') ?? [],
      result: open(result, row.result_sealed, 'result'),
      details: open(details, row.result_details_sealed, 'result_details')
    }
  }
  return {
    opened,
    show: async (citizenId: string, caseId: string) => {
      const row = await caseOf(db, citizenId, caseId)
      return row ? opened(db, row) : refuse('not_found')
    },
    page: async (citizenId: string, before: Date | null, limit: number) => {
      const rows = await casesPage(db, citizenId, before, limit + 1)
      return { rows: rows.slice(0, limit), more: rows.length > limit }
    },
    /** Unmasked, for 补正 only. Refused: not_found, conflict (the case does not wait for it). */
    answersForCorrection: async (citizenId: string, caseId: string) => {
      const row = await caseOf(db, citizenId, caseId)
      if (!row) return refuse('not_found')
      return row.state === 'correction' ? opened(db, row) : refuse('conflict')
    }
  }
}
export type Cases = ReturnType<typeof makeCases>
export type OpenedCase = Awaited<ReturnType<Cases['opened']>>
