import type { Mandate } from '@shared/contract/mandates'
import type { Mandates } from '../api'

const RECENT = 5

/** Those in force first, then a few that have ended. */
export const inForceFirst = (mandates: Mandate[]): Mandate[] => [
  ...mandates.filter(({ state }) => state === 'active'),
  ...mandates.filter(({ state }) => state !== 'active').slice(0, RECENT)
]

/** The mandates among relatives: those of enterprises have a page of their own, and only open invitations are shown. */
export const familyOf = ({ given, held, invitations }: Mandates): Mandates => {
  const family = ({ kind }: Mandate) => kind === 'proxy' || kind === 'guardian'
  return {
    given: inForceFirst(given.filter(family)),
    held: inForceFirst(held.filter(family)),
    invitations: invitations.filter(({ kind, state }) => kind === 'proxy' && state === 'open')
  }
}
