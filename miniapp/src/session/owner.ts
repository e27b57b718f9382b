import type { Me } from '@shared/contract/identity'

/**
 * Whose things this person writes now, as the phone files them: their own under the citizen id, those of an enterprise
 * or a relative apart from them, so that nothing typed for one ever shows up in a form of the other.
 */
export const ownerOf = ({ citizenId, capacity }: Pick<Me, 'citizenId' | 'capacity'>): string =>
  capacity.mandateId === null ? citizenId : `${citizenId}@${capacity.mandateId}`

/** The mandate in an owner name, null for the person's own things. */
export const mandateIn = (owner: string): string | null => owner.split('@')[1] ?? null
