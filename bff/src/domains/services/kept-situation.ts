import * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import type { Catalogue } from './catalogue'
import { insertEdits } from './draft-log-store'
import { type DraftRow, saveSituation } from './draft-store'
import { presentSituation, type ToldFacts } from './situation'

const toldFacts = z.record(z.string(), z.unknown())

const openTold = (seal: CitizenSeal, row: DraftRow): ToldFacts | null =>
  row.situation_sealed === null
    ? null
    : toldFacts.parse(JSON.parse(seal.open(row.situation_sealed, `services_drafts.situation:${row.id}`)))

/** The 情形 of a draft by the rules in force; null = none was chosen, or the rules of then are gone. */
export function situationOf(catalogue: Catalogue, seal: CitizenSeal, row: DraftRow) {
  const told = openTold(seal, row)
  const definition = catalogue.definition(row.service_id)
  const found = told && definition && catalogue.situation(definition, told)
  return found?.ok ? found.situation : null
}

/** The same as the form shows it. */
export function shownSituation(catalogue: Catalogue, seal: CitizenSeal, row: DraftRow) {
  const definition = catalogue.definition(row.service_id)
  const situation = situationOf(catalogue, seal, row)
  return definition && situation && presentSituation(definition, situation)
}

/** What is kept of it, for the person it is about. */
export function toldLines(catalogue: Catalogue, seal: CitizenSeal, row: DraftRow): { label: string; value: string }[] {
  const told = openTold(seal, row)
  if (!told) return []
  const definition = catalogue.definition(row.service_id)
  const found = definition && catalogue.situation(definition, told)
  // the rules of then are gone: as it was sent
  if (!found?.ok) return Object.entries(told).map(([label, value]) => ({ label, value: JSON.stringify(value) }))
  return [...(found.situation ? [{ label: '情形', value: found.situation.title }] : []), ...found.said]
}

/**
 * Keeps the answers that led to a 情形 with a draft that is locked, as a revision of it: another device that has not seen
 * it cannot hand it in. Answers that lead to none take back what was chosen before.
 */
export const makeKeepSituation =
  ({ clock, seals }: { clock: Clock; seals: CitizenSeals }) =>
  async (tx: Tx, row: DraftRow, told: ToldFacts | null, actedBy: string): Promise<DraftRow> => {
    const seal = await seals.of(tx, row.citizen_id)
    if (JSON.stringify(openTold(seal, row)) === JSON.stringify(told)) return row
    const next = {
      ...row,
      situation_sealed: told && seal.seal(JSON.stringify(told), `services_drafts.situation:${row.id}`),
      revision: row.revision + 1,
      updated_at: clock.now()
    }
    await saveSituation(tx, next)
    await insertEdits(tx, {
      ...{ draft_id: row.id, revision: next.revision, visit: null, fields: [], at: next.updated_at, acted_by: actedBy },
      edits_sealed: seal.seal('{}', `services_draft_edits.edits:${row.id}:${next.revision}`)
    })
    return next
  }
