import type { Invitation } from '@shared/contract/mandates'
import { HOME, invitationAt } from '@/addresses'
import { useShareCard } from '@/platform/share'
import { cardWords, isInvitationCode } from '../mandates/invitation-words'

/** The WeChat card of a pressed ShareButton: it opens the invitation; from the ··· menu only the home page is sent. */
export const useInvitationCards = (kind: Invitation['kind']): void =>
  useShareCard((code) =>
    isInvitationCode(code)
      ? { title: `${cardWords(kind)}，点开查看`, address: invitationAt(code) }
      : { title: '指尖办：一个小程序，办渝中的事', address: HOME }
  )
