import type { Consent, Sharing } from '@shared/contract/consents'
import type { NeededSharing } from '../api'

/** What still has to be agreed to. */
export const notGiven = (needed: NeededSharing[]): Sharing[] =>
  needed.filter(({ given }) => !given).map(({ sharing }) => sharing)

const nameOf = ({ id, version }: Sharing): string => `${id}@${version}`

/**
 * Gives consents one by one, each under a key of its own that is kept until the server has answered: pressing again
 * after a dead network gives each consent once. After the answer the key goes, because agreeing again (after a
 * withdrawal) is another act.
 */
export function makeConsentGiver(server: {
  give: (sharing: Sharing, key: string) => Promise<Consent>
  freshKey: () => string
}): (sharings: Sharing[]) => Promise<void> {
  const keys = new Map<string, string>()
  return async (sharings) => {
    for (const sharing of sharings) {
      const name = nameOf(sharing)
      const key = keys.get(name) ?? server.freshKey()
      keys.set(name, key)
      await server.give(sharing, key)
      keys.delete(name)
    }
  }
}
