import { type Answers, type Form, formFields, holdsFiles, textsOf } from '@shared/contract/form'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import { refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import { type Acting, type ActingCaller, reachOf } from '../mandates/port'
import { hiddenFields, mayActOn, withoutFields } from './acting-scope'
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
  acting: Acting
}

export interface OpenedDraft {
  row: DraftRow
  serviceName: string
  /** without the hidden fields */
  answers: Answers
  files: { row: FileRow; name: string }[]
  hidden: string[]
}

const sameAnswer = (a: Answers[string] | undefined, b: Answers[string] | undefined) =>
  JSON.stringify(a) === JSON.stringify(b)

/** Ids of uploaded files in the answers, in the order of the form. */
export const uploadedIds = (form: Form, answers: Answers): string[] =>
  formFields(form)
    .filter(holdsFiles)
    .flatMap((field) => textsOf(answers[field.id]))

/** Files with their names; each is sealed with the key of the account it was uploaded under. */
export const namedFiles = (sql: Sql, seals: CitizenSeals, rows: FileRow[]) =>
  Promise.all(
    rows.map(async (row) => {
      const seal = await seals.of(sql, row.citizen_id)
      return { row, name: seal.open(row.name_sealed, `services_files.name:${row.id}`) }
    })
  )

/** Applies edits to answers the form knows; an empty text or list stands for no answer. */
export function withEdits(form: Form, answers: Answers, edits: Answers): { answers: Answers; changed: boolean } {
  const known = new Set(formFields(form).map((field) => field.id))
  const next: Answers = Object.fromEntries(Object.entries(answers).filter(([field]) => known.has(field)))
  for (const [field, value] of Object.entries(edits)) if (known.has(field)) next[field] = value
  const fields = [...new Set([...Object.keys(answers), ...Object.keys(next)])]
  return { answers: next, changed: fields.some((field) => !sameAnswer(answers[field], next[field])) }
}

/** One open draft per account and service item; only the named fields change, whichever device sends them. */
export function makeDrafts({ db, clock, seals, catalogue, files, acting }: Deps) {
  const sealFor = (seal: CitizenSeal, draftId: string): AnswersSeal =>
    answersSeal(seal, `services_drafts.answers:${draftId}`)

  /** Refused: not_found, out_of_scope. */
  const open = (caller: ActingCaller, serviceId: string, given: Answers) => {
    const definition = catalogue.definition(serviceId)
    if (!definition?.form || !definition.acceptance) return Promise.resolve(refuse('not_found'))
    if (!mayActOn(caller, serviceId)) return Promise.resolve(refuse('out_of_scope'))
    const form = definition.form
    const hidden = hiddenFields(form, caller)
    const edits = withoutFields(given, hidden)
    return db.tx(async (tx): Promise<OpenedDraft> => {
      const id = newId()
      const fresh = { id, citizenId: caller.ownerId, serviceId, formVersion: form.version, at: clock.now() }
      const answersSealed = sealFor(await seals.of(tx, caller.ownerId), id).seal({})
      const row = await lockOpenDraft(tx, caller.ownerIds, { ...fresh, answersSealed })
      if (!row) throw new Error('the draft vanished inside its own transaction')
      const seal = await seals.of(tx, row.citizen_id)
      const edited = withEdits(form, sealFor(seal, row.id).open(row.answers_sealed), edits)
      const ids = uploadedIds(form, edited.answers)
      const next =
        edited.changed || row.form_version !== form.version
          ? {
              ...row,
              answers_sealed: sealFor(seal, row.id).seal(edited.answers),
              form_version: form.version,
              revision: row.revision + 1,
              updated_at: clock.now(),
              acted_by: caller.citizenId,
              capacity: caller.capacity.kind,
              mandate_id: caller.capacity.mandateId
            }
          : row
      if (next !== row) {
        await saveDraft(tx, next)
        await linkToDraft(tx, caller.ownerIds, row.id, ids)
      }
      return {
        row: next,
        serviceName: definition.guide.name,
        answers: withoutFields(edited.answers, hidden),
        files: await namedFiles(tx, seals, await filesOf(tx, caller.ownerIds, ids)),
        hidden
      }
    })
  }

  /** Refused: not_found, out_of_scope, draft_submitted (fields.caseId). */
  const discard = async (caller: ActingCaller, draftId: string) => {
    const dropped = await db.tx(async (tx) => {
      const draft = await lockDraft(tx, caller.ownerIds, draftId)
      if (!draft) return refuse('not_found')
      if (!mayActOn(caller, draft.service_id)) return refuse('out_of_scope')
      if (draft.case_id) return refuse('draft_submitted', { caseId: draft.case_id })
      const ids = await dropFilesOfDraft(tx, draftId)
      await deleteDraft(tx, draftId)
      const what = `删除了“${catalogue.definition(draft.service_id)?.guide.name ?? '已下线的事项'}”的草稿`
      const serviceId = draft.service_id
      await acting.tellOwner(tx, caller, { what, key: `discarded:${draftId}`, about: null, serviceId })
      return ids
    })
    if (!Array.isArray(dropped)) return dropped
    await Promise.all(dropped.map((id) => files.remove(id)))
    return true
  }

  const list = async (caller: ActingCaller) =>
    (await openDrafts(db, caller.ownerIds, reachOf(caller))).map((row) => ({
      row,
      serviceName: catalogue.definition(row.service_id)?.guide.name ?? '已下线的事项'
    }))

  return { open, discard, list }
}
export type Drafts = ReturnType<typeof makeDrafts>
