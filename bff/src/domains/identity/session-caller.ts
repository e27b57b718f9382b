import type { SessionCaller } from '../../platform/http/caller'
import type { LiveSession } from './store'

/** Who calls, from the row of their session. */
export const callerFrom = (row: LiveSession): SessionCaller => {
  const selfIds = [row.citizen_id, ...row.self_merged]
  return {
    kind: 'citizen',
    citizenId: row.citizen_id,
    selfIds,
    ownerId: row.owner_id ?? row.citizen_id,
    ownerIds: row.owner_id ? [row.owner_id, ...(row.owner_merged ?? [])] : selfIds,
    capacity: { kind: row.capacity, mandateId: row.mandate_id, scope: row.capacity_scope },
    sessionId: row.id,
    sessionHash: row.token_hash,
    channel: row.channel,
    level: row.level === 'real-name' && row.face_at ? 'face' : row.level,
    checkedAt: row.checked_at,
    signedInAt: row.created_at
  }
}
