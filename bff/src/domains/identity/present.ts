import type { Me } from '@shared/contract/identity'
import { instantText } from '../../platform/clock/instant-text'
import type { Channel } from './store'

export const presentMe = (who: { citizenId: string; channel: Channel; signedInAt: Date }): Me => ({
  citizenId: who.citizenId,
  channel: who.channel,
  accountTail: who.citizenId.slice(-4),
  signedInAt: instantText(who.signedInAt)
})
