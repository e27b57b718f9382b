import type { CitizenSeal } from '../identity/port'
import type { Actor } from '../mandates/port'
import type { ActedColumns } from './case-store'

/** What is kept with a case of who handed it in. */
export const actedColumns = (actor: Actor, seal: CitizenSeal, caseId: string): ActedColumns => ({
  acted_by: actor.citizenId,
  capacity: actor.capacity,
  mandate_id: actor.mandateId,
  actor_label_sealed: actor.capacity === 'self' ? null : seal.seal(actor.label, `services_cases.actor_label:${caseId}`)
})

/** A line for the timeline; null when somebody acted for themselves and there is nothing else to say. */
export function actedNote(actor: Actor, what: string | null): string | null {
  if (actor.capacity === 'self') return what
  return what ? `${what}（${actor.label}办理）` : `由${actor.label}提交`
}
