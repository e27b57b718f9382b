import type { CapacitySessions, CitizenSeals } from './port'
import { labelPlace } from './present'
import { NO_CAPACITY } from './session-renewal'
import type { Sessions } from './sessions'

/** A capacity is taken up by a new session in place of the old one: whoever copied the old id is out. */
export const makeCapacitySessions = ({
  seals,
  sessions
}: {
  seals: CitizenSeals
  sessions: Sessions
}): CapacitySessions => ({
  actAs: async (tx, { sessionHash, citizenId }, capacity) => {
    if (!capacity) return sessions.renew(tx, sessionHash, NO_CAPACITY)
    const seal = await seals.of(tx, citizenId)
    return sessions.renew(tx, sessionHash, {
      owner_id: capacity.ownerId,
      mandate_id: capacity.mandateId,
      capacity: capacity.kind,
      capacity_label_sealed: seal.seal(capacity.label, labelPlace(capacity.mandateId)),
      capacity_scope: capacity.scope,
      capacity_until: capacity.until
    })
  },
  endUnder: sessions.endUnder
})
