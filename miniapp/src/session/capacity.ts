import type { Capacity, Me } from '@shared/contract/identity'
import { useSession } from './session'

/**
 * Whose things this person writes now, as the phone files them: their own under the citizen id, those of an enterprise
 * or a relative apart from them, so that nothing typed for one ever shows up in a form of the other.
 */
export const ownerOf = ({ citizenId, capacity }: Pick<Me, 'citizenId' | 'capacity'>): string =>
  capacity.mandateId === null ? citizenId : `${citizenId}@${capacity.mandateId}`

/** The mandate in an owner name, null for the person's own things. */
export const mandateIn = (owner: string): string | null => owner.split('@')[1] ?? null

/** 本人, the enterprise's name, or 代 张* (a relative or child acted for). */
export const capacityWords = ({ kind, label }: Pick<Capacity, 'kind' | 'label'>): string =>
  kind === 'proxy' || kind === 'guardian' ? `代 ${label}` : kind === 'self' ? '本人' : label

/** For whom the person acts now; null for themselves, and while nobody is signed in. */
export function useActingFor(): Capacity | null {
  const session = useSession()
  if (session.state !== 'signed-in' || session.me.capacity.kind === 'self') return null
  return session.me.capacity
}

/** The owner name of whoever is signed in, null while nobody is. */
export function useOwner(): string | null {
  const session = useSession()
  return session.state === 'signed-in' ? ownerOf(session.me) : null
}
