import type { EditOrigin } from '@shared/contract/applications'
import { type Answer, type Answers, type Form, formFields } from '@shared/contract/form'
import * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import { answersSeal } from './answers-seal'
import { earlierForms, editedSince, insertEdits, keepForm, newestOf, noteNewest } from './draft-log-store'
import { type DraftRow, saveDraft } from './draft-store'
import { type Dropped, editsOfEarlierForms, fitAnswers } from './fit-answers'

/** Edits as they come in; without `from` (a program from before the log) the last to arrive stands. */
export interface Batch {
  edits: Answers
  from?: EditOrigin
  droppedRead?: boolean
}

/** Who edits: `acted` goes into the log; `columns` into the draft (nothing at the window: the draft stays the person's). */
export interface Editor {
  acted: string
  columns: Partial<Pick<DraftRow, 'acted_by' | 'capacity' | 'mandate_id'>>
}

export type Held = { field: string; answer: Answer | null }[]

export interface TakenIn {
  row: DraftRow
  answers: Answers
  held: Held
  dropped: Dropped[]
}

const droppedSchema = z.array(z.object({ label: z.string(), value: z.string() }))

const sameAnswer = (a: Answer | undefined, b: Answer | undefined) => JSON.stringify(a) === JSON.stringify(b)

const only = (answers: Answers, wanted: (field: string, value: Answer) => boolean): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([field, value]) => wanted(field, value)))

/**
 * Of a batch: what is new, and of that what may stand. Nothing counts twice; nothing another device wrote is overwritten
 * unseen. What collides is named also when the batch is repeated: its first answer may never have arrived, and without a
 * word the phone would take its edit for kept.
 */
async function sift(tx: Tx, row: DraftRow, answers: Answers, { edits, from }: Batch) {
  if (!from || Object.keys(edits).length === 0) return { accepted: edits, held: [] }
  const newest = await newestOf(tx, row.id, from.visit)
  const fresh = only(edits, (field) => (from.orders[field] ?? newest + 1) > newest)
  await noteNewest(tx, row.id, from.visit, Math.max(newest, ...Object.values(from.orders)))
  const revision = from.seen?.draftId === row.id ? from.seen.revision : 0
  const others = await editedSince(tx, row, { visit: from.visit, revision })
  const collides = (field: string, value: Answer) =>
    (others === null || others.has(field)) && !sameAnswer(answers[field], value)
  const held: Held = Object.keys(only(edits, collides)).map((field) => ({ field, answer: answers[field] ?? null }))
  return { accepted: only(fresh, (field, value) => !collides(field, value)), held }
}

const openDropped = (seal: CitizenSeal, row: DraftRow): Dropped[] =>
  row.dropped_sealed === null
    ? []
    : droppedSchema.parse(JSON.parse(seal.open(row.dropped_sealed, `services_drafts.dropped:${row.id}`)))

/** Takes a batch of edits into a draft that is locked: the log, the state, and what a changed form had to leave out. */
export function makeTakeEdits({ clock, seals }: { clock: Clock; seals: CitizenSeals }) {
  /** The answers on the published form, and what of them or of the edits it has no place for. */
  const onForm = async (tx: Tx, row: DraftRow, form: Form, answers: Answers, edits: Answers) => {
    const known = new Set(formFields(form).map(({ id }) => id))
    const foreign = Object.keys(edits).some((field) => !known.has(field))
    const moved = row.form_version !== form.version
    if (moved || row.revision === 0) await keepForm(tx, form, clock.now())
    const earlier = moved || foreign ? await earlierForms(tx, form.serviceId) : []
    const fitted = moved ? fitAnswers(form, answers, earlier) : { answers, dropped: [], lost: [] }
    return {
      ...fitted,
      moved,
      dropped: [...fitted.dropped, ...editsOfEarlierForms(form, edits, earlier)],
      edits: only(edits, (field) => known.has(field))
    }
  }

  return async (tx: Tx, row: DraftRow, form: Form, batch: Batch, { acted, columns }: Editor): Promise<TakenIn> => {
    const seal = await seals.of(tx, row.citizen_id)
    const sealed = answersSeal(seal, `services_drafts.answers:${row.id}`)
    const fitted = await onForm(tx, row, form, sealed.open(row.answers_sealed), batch.edits)
    const { accepted, held } = await sift(tx, row, fitted.answers, { ...batch, edits: fitted.edits })
    const changed = only(accepted, (field, value) => !sameAnswer(fitted.answers[field], value))
    const answers = { ...fitted.answers, ...changed }
    const before = batch.droppedRead ? [] : openDropped(seal, row)
    const dropped = [...before, ...fitted.dropped]
    const told = dropped.length > 0 ? seal.seal(JSON.stringify(dropped), `services_drafts.dropped:${row.id}`) : null
    const edited = fitted.moved || Object.keys(changed).length > 0
    if (!edited && fitted.dropped.length === 0 && !(batch.droppedRead && row.dropped_sealed !== null))
      return { row, answers, held, dropped }
    const next = {
      ...row,
      answers_sealed: sealed.seal(answers),
      form_version: form.version,
      revision: row.revision + (edited ? 1 : 0),
      updated_at: edited ? clock.now() : row.updated_at,
      dropped_sealed: told,
      ...(edited ? columns : {})
    }
    await saveDraft(tx, next)
    if (edited)
      await insertEdits(tx, {
        draft_id: row.id,
        revision: next.revision,
        visit: fitted.moved ? null : (batch.from?.visit ?? null),
        fields: [...new Set([...fitted.lost, ...Object.keys(changed)])],
        at: next.updated_at,
        acted_by: acted,
        edits_sealed: seal.seal(JSON.stringify(changed), `services_draft_edits.edits:${row.id}:${next.revision}`)
      })
    return { row: next, answers, held, dropped }
  }
}
