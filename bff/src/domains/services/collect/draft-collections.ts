import type { ChosenWay, DraftCollection } from '@shared/contract/collections'
import type { Clock } from '../../../platform/clock/clock'
import type { Sql, Tx } from '../../../platform/db/db'
import { isRefused, refuse } from '../../../platform/http/refused'
import type { CitizenSeal, CitizenSeals } from '../../identity/port'
import type { ActingCaller } from '../../mandates/port'
import { mayActOn } from '../acting-scope'
import type { CaseRow } from '../case-store'
import type { Catalogue } from '../catalogue'
import { insertEdits } from '../draft-log-store'
import { type DraftRow, lockDraft, saveRevision } from '../draft-store'
import { maskTo, offers, openTo, sealTo, toPlace, wayLines, waysOf } from './open-collection'
import { draftCollectionRow, dropDraftCollection, saveCollection, saveDraftCollection } from './store'

const draftPlace = (draftId: string) => `services_draft_collections.to:${draftId}`

type Offers = Parameters<typeof waysOf>[0]

/** How the applicant wants the paper of the result, as the form shows it; null = the item offers nothing. */
export async function shownDraftCollection(
  sql: Sql,
  seal: CitizenSeal,
  draftId: string,
  definition: Offers
): Promise<DraftCollection | null> {
  const ways = waysOf(definition)
  if (ways.length === 0) return null
  const row = await draftCollectionRow(sql, draftId)
  const to = openTo(seal, row?.to_sealed, draftPlace(draftId))
  return { ways, way: row && offers(definition, row.way) ? row.way : null, to: to && maskTo(to) }
}

/** What is kept of it, for the person it is about. */
export async function draftCollectionLines(sql: Sql, seal: CitizenSeal, draftId: string) {
  const row = await draftCollectionRow(sql, draftId)
  return row ? wayLines(row.way, openTo(seal, row.to_sealed, draftPlace(draftId))) : []
}

/** The draft has become this case: what was chosen on the form, if the item still offers it, is the case's. */
export async function carryToCase(
  tx: Tx,
  seal: CitizenSeal,
  found: Pick<CaseRow, 'id' | 'draft_id'>,
  definition: Offers
): Promise<void> {
  const row = await draftCollectionRow(tx, found.draft_id)
  if (!row) return
  await dropDraftCollection(tx, found.draft_id)
  if (!offers(definition, row.way)) return
  const to = openTo(seal, row.to_sealed, draftPlace(found.draft_id))
  await saveCollection(tx, {
    ...{ case_id: found.id, way: row.way, state: 'asked', chosen_at: row.chosen_at },
    ...{ to_sealed: to && sealTo(seal, to, toPlace(found.id)), parcel_sealed: null, settled_at: null }
  })
}

interface Deps {
  clock: Clock
  seals: CitizenSeals
  catalogue: Catalogue
}

/** The choice on the form, as a revision of the draft: another device that has not seen it cannot hand it in. */
export function makeDraftCollections({ clock, seals, catalogue }: Deps) {
  const asRevision = async (tx: Tx, draft: DraftRow, seal: CitizenSeal, actedBy: string) => {
    const next = { id: draft.id, revision: draft.revision + 1, updated_at: clock.now() }
    await saveRevision(tx, next)
    await insertEdits(tx, {
      ...{ draft_id: draft.id, revision: next.revision, visit: null, fields: [], at: next.updated_at },
      ...{ acted_by: actedBy, edits_sealed: seal.seal('{}', `services_draft_edits.edits:${draft.id}:${next.revision}`) }
    })
  }
  const open = async (tx: Tx, caller: ActingCaller, draftId: string) => {
    const draft = await lockDraft(tx, caller.ownerIds, draftId)
    if (!draft) return refuse('not_found')
    if (!mayActOn(caller, draft.service_id)) return refuse('out_of_scope')
    return draft.case_id ? refuse('draft_submitted', { caseId: draft.case_id }) : draft
  }
  return {
    /** Refused: not_found, out_of_scope, draft_submitted, conflict (the item does not offer it). */
    choose: async (tx: Tx, caller: ActingCaller, draftId: string, given: ChosenWay) => {
      const draft = await open(tx, caller, draftId)
      if (isRefused(draft)) return draft
      const definition = catalogue.definition(draft.service_id)
      if (!definition?.acceptance || !offers({ acceptance: definition.acceptance }, given.way))
        return refuse('conflict')
      const seal = await seals.of(tx, draft.citizen_id)
      const to_sealed = given.way === 'post' ? sealTo(seal, given, draftPlace(draftId)) : null
      await saveDraftCollection(tx, { draft_id: draftId, way: given.way, to_sealed, chosen_at: clock.now() })
      await asRevision(tx, draft, seal, caller.citizenId)
      const { acceptance } = definition
      return (await shownDraftCollection(tx, seal, draftId, { acceptance })) ?? refuse('conflict')
    }
  }
}
export type DraftCollections = ReturnType<typeof makeDraftCollections>
