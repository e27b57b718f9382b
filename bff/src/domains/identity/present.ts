import type { Capacity, Me } from '@shared/contract/identity'
import { instantText } from '../../platform/clock/instant-text'
import type { SessionCaller } from '../../platform/http/caller'

type SignedIn = Pick<SessionCaller, 'citizenId' | 'channel' | 'signedInAt' | 'level'>

/** `capacity` as the citizen reads it; see capacityOf in service.ts. */
export const presentMe = (who: SignedIn, capacity: Capacity): Me => ({
  citizenId: who.citizenId,
  channel: who.channel,
  accountTail: who.citizenId.slice(-4),
  signedInAt: instantText(who.signedInAt),
  level: who.level,
  capacity
})
