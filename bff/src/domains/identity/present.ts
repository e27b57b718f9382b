import type { Capacity, Me } from '@shared/contract/identity'
import { instantText } from '../../platform/clock/instant-text'
import type { SessionCaller } from '../../platform/http/caller'
import type { CitizenSeal } from './port'
import type { SessionRow } from './store'

type SignedIn = Pick<SessionCaller, 'citizenId' | 'channel' | 'signedInAt' | 'level'>

/** Somebody who acts for themselves. */
export const SELF: Capacity = { kind: 'self', mandateId: null, label: '' }

/** Where the label of a capacity is sealed, under the key of who holds the session. */
export const labelPlace = (mandateId: string | null) => `identity_sessions.capacity_label:${mandateId}`

/** The capacity of a session as its holder reads it. */
export const openCapacity = (
  seal: CitizenSeal,
  row: Pick<SessionRow, 'capacity' | 'mandate_id' | 'capacity_label_sealed'>
): Capacity =>
  row.capacity === 'self'
    ? SELF
    : {
        kind: row.capacity,
        mandateId: row.mandate_id,
        label: row.capacity_label_sealed ? seal.open(row.capacity_label_sealed, labelPlace(row.mandate_id)) : ''
      }

/** `capacity` as the citizen reads it; see openCapacity. */
export const presentMe = (who: SignedIn, capacity: Capacity): Me => ({
  citizenId: who.citizenId,
  channel: who.channel,
  accountTail: who.citizenId.slice(-4),
  signedInAt: instantText(who.signedInAt),
  level: who.level,
  capacity
})
