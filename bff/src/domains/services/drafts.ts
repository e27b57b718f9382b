import { type Answers, type Form, formFields } from '@shared/contract/form'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import { refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import { type AnswersSeal, answersSeal } from './answers-seal'
import type { Catalogue } from './catalogue'
import { type DraftRow, deleteDraft, lockDraft, lockOpenDraft, openDrafts, saveDraft } from './draft-store'
import { dropFilesOfDraft, type FileRow, filesOf, linkToDraft } from './file-store'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  catalogue: Catalogue
  files: Files
}

export interface OpenedDraft {
  row: DraftRow
  serviceName: string
  answers: Answers
  files: { row: FileRow; name: string }[]
}

const sameAnswer = (a: Answers[string] | undefined, b: Answers[string] | undefined) =>
  JSON.stringify(a) === JSON.stringify(b)

/** Ids of uploaded files in the answers, in the order of the form. */
export const uploadedIds = (form: Form, answers: Answers): string[] =>
  formFields(form)
    .filter((field) => field.kind === 'upload')
    .flatMap((field) => {
      const value = answers[field.id]
      return Array.isArray(value) ? value : []
    })

export const namedFiles = async (sql: Sql, seal: CitizenSeal, citizenId: string, ids: string[]) =>
  (await filesOf(sql, citizenId, ids)).map((row) => ({
    row,
    name: seal.open(row.name_sealed, `services_files.name:${row.id}`)
  }))

/** Applies edits to answers the form knows; an empty text or list stands for no answer. */
export function withEdits(form: Form, answers: Answers, edits: Answers): { answers: Answers; changed: boolean } {
  const known = new Set(formFields(form).map((field) => field.id))
  const next: Answers = Object.fromEntries(Object.entries(answers).filter(([field]) => known.has(field)))
  for (const [field, value] of Object.entries(edits)) if (known.has(field)) next[field] = value
  const fields = [...new Set([...Object.keys(answers), ...Object.keys(next)])]
  return { answers: next, changed: fields.some((field) => !sameAnswer(answers[field], next[field])) }
}

/** One open draft per citizen and service item; only the named fields change, whichever device sends them. */
export function makeDrafts({ db, clock, seals, catalogue, files }: Deps) {
  const sealFor = (seal: CitizenSeal, draftId: string): AnswersSeal =>
    answersSeal(seal, `services_drafts.answers:${draftId}`)

  const open = (citizenId: string, serviceId: string, edits: Answers) => {
    const definition = catalogue.definition(serviceId)
    if (!definition?.form || !definition.acceptance) return Promise.resolve(refuse('not_found'))
    const form = definition.form
    return db.tx(async (tx): Promise<OpenedDraft> => {
      const seal = await seals.of(tx, citizenId)
      const id = newId()
      const fresh = { id, citizenId, serviceId, formVersion: form.version, at: clock.now() }
      const row = await lockOpenDraft(tx, { ...fresh, answersSealed: sealFor(seal, id).seal({}) })
      if (!row) throw new Error('the draft vanished inside its own transaction')
      const edited = withEdits(form, sealFor(seal, row.id).open(row.answers_sealed), edits)
      const ids = uploadedIds(form, edited.answers)
      const next =
        edited.changed || row.form_version !== form.version
          ? {
              ...row,
              answers_sealed: sealFor(seal, row.id).seal(edited.answers),
              form_version: form.version,
              revision: row.revision + 1,
              updated_at: clock.now()
            }
          : row
      if (next !== row) {
        await saveDraft(tx, next)
        await linkToDraft(tx, citizenId, row.id, ids)
      }
      const known = await namedFiles(tx, seal, citizenId, ids)
      return { row: next, serviceName: definition.guide.name, answers: edited.answers, files: known }
    })
  }

  const discard = async (citizenId: string, draftId: string) => {
    const dropped = await db.tx(async (tx) => {
      const draft = await lockDraft(tx, citizenId, draftId)
      if (!draft) return refuse('not_found')
      if (draft.case_id) return refuse('draft_submitted', { caseId: draft.case_id })
      const ids = await dropFilesOfDraft(tx, draftId)
      await deleteDraft(tx, draftId)
      return ids
    })
    if (!Array.isArray(dropped)) return dropped
    await Promise.all(dropped.map((id) => files.remove(id)))
    return true
  }

  const list = async (citizenId: string) =>
    (await openDrafts(db, citizenId)).map((row) => ({
      row,
      serviceName: catalogue.definition(row.service_id)?.guide.name ?? '已下线的事项'
    }))

  return { open, discard, list }
}
export type Drafts = ReturnType<typeof makeDrafts>
