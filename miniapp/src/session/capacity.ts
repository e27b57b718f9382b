import type { Capacity } from '@shared/contract/identity'
import { ownerOf } from './owner'
import { useSession } from './session'

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
