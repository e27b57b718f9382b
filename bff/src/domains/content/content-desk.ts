import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { isRefused } from '../../platform/http/refused'
import type { ContentDesk } from './port'
import { makeProposals } from './proposals'
import { releaseOf } from './release-store'
import type { Releases } from './releases'

/** The side of the content desk that other domains see. */
export function makeContentDesk(deps: { db: Db; clock: Clock; releases: Releases }): ContentDesk {
  const proposals = makeProposals(deps)
  return {
    serviceText: async (sql, serviceId) => (await releaseOf(sql, { kind: 'service', id: serviceId }))?.body ?? null,
    proposeService: async (tx, { staffId, serviceId, body, reason }) => {
      const sent = await proposals.propose(tx, staffId, { kind: 'service', id: serviceId, body, reason })
      return isRefused(sent) ? sent : { proposalId: sent.id }
    }
  }
}
