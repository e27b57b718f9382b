import type { ChosenSituation } from '@shared/contract/applications'
import type { DraftCollection } from '@shared/contract/collections'
import { type Answers, type Form, formFields, holdsFiles, textsOf } from '@shared/contract/form'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import { type Refused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import { type Acting, type ActingCaller, reachOf } from '../mandates/port'
import { hiddenFields, mayActOn, withoutFields, wordsFor } from './acting-scope'
import { type AnswersSeal, answersSeal } from './answers-seal'
import type { Catalogue } from './catalogue'
import { shownDraftCollection } from './collect/draft-collections'
import { type DraftRow, deleteDraft, isOthersDraft, lockDraft, lockOpenDraft, openDrafts } from './draft-store'
import { dropFilesOfDraft, type FileRow, filesOf, linkToDraft } from './file-store'
import type { Dropped } from './fit-answers'
import { makeKeepSituation, shownSituation } from './kept-situation'
import type { ToldFacts } from './situation'
import { type Batch, type Held, makeTakeEdits } from './take-edits'

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
  /** edits that would have overwritten what somebody else wrote meanwhile */
  held: Held
  dropped: Dropped[]
  /** null = none was chosen */
  situation: ChosenSituation | null
  /** null = the item offers nothing */
  collection: DraftCollection | null
}

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

/** One open draft per account and service item; only the named fields change, whichever device sends them. */
export function makeDrafts({ db, clock, seals, catalogue, files, acting }: Deps) {
  const takeEdits = makeTakeEdits({ clock, seals })
  const keepSituation = makeKeepSituation({ clock, seals })
  const sealFor = (seal: CitizenSeal, draftId: string): AnswersSeal =>
    answersSeal(seal, `services_drafts.answers:${draftId}`)

  /**
   * Refused: not_found (also where the edits were typed into a draft of somebody else: the phone acted for them then),
   * out_of_scope, bad_request (what was told of the 情形, by name of the fact).
   */
  const open = (caller: ActingCaller, serviceId: string, batch: Batch & { situation?: { facts: ToldFacts } }) => {
    const definition = catalogue.definition(serviceId)
    if (!definition?.form || !definition.acceptance) return Promise.resolve(refuse('not_found'))
    if (!mayActOn(caller, serviceId)) return Promise.resolve(refuse('out_of_scope'))
    const found = batch.situation && catalogue.situation(definition, batch.situation.facts)
    if (found && !found.ok) return Promise.resolve(refuse('bad_request', found.fields))
    const told = found?.situation ? found.told : null
    const { form, acceptance } = definition
    const hidden = hiddenFields(form, caller)
    const edits = withoutFields(batch.edits, hidden)
    const { capacity, citizenId } = caller
    const columns = { acted_by: citizenId, capacity: capacity.kind, mandate_id: capacity.mandateId }
    return db.tx(async (tx): Promise<OpenedDraft | Refused<'not_found'>> => {
      const seen = batch.from?.seen?.draftId
      if (seen && (await isOthersDraft(tx, caller.ownerIds, seen))) return refuse('not_found')
      const id = newId()
      const fresh = { id, citizenId: caller.ownerId, serviceId, formVersion: form.version, at: clock.now() }
      const answersSealed = sealFor(await seals.of(tx, caller.ownerId), id).seal({})
      const draft = await lockOpenDraft(tx, caller.ownerIds, { ...fresh, answersSealed })
      if (!draft) throw new Error('the draft vanished inside its own transaction')
      const taken = await takeEdits(tx, draft, form, { ...batch, edits }, { acted: citizenId, columns })
      const row = found ? await keepSituation(tx, taken.row, told, citizenId) : taken.row
      const ids = uploadedIds(form, taken.answers)
      const seal = await seals.of(tx, row.citizen_id)
      if (row.revision > draft.revision) await linkToDraft(tx, caller.ownerIds, draft.id, ids)
      return {
        row,
        serviceName: definition.guide.name,
        answers: withoutFields(taken.answers, hidden),
        files: await namedFiles(tx, seals, await filesOf(tx, caller.ownerIds, ids)),
        hidden,
        held: taken.held,
        situation: shownSituation(catalogue, seal, row),
        collection: await shownDraftCollection(tx, seal, row.id, { acceptance }),
        dropped: taken.dropped.map(({ label, value }) => ({ label, value: wordsFor(value, caller) }))
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
