import { type DeskDraft, relaysRoutes } from '@shared/contract/relays'
import { instantText } from '../../../platform/clock/instant-text'
import { bind } from '../../../platform/http/mount'
import { DONE, isRefused, type Refused } from '../../../platform/http/refused'
import { presentDraft } from '../present'
import type { Relays } from './relays'

type AtDesk = Exclude<Awaited<ReturnType<Relays['save']>>, Refused>

const presentDesk = ({ relay, form, personal, opened, endsAt }: AtDesk): DeskDraft => ({
  id: relay.id,
  serviceName: opened.serviceName,
  form,
  draft: presentDraft(opened),
  personal,
  endsAt: instantText(endsAt)
})

export const bindRelays = (relays: Relays) =>
  bind('relays', relaysRoutes, {
    makeRelay: async ({ params }, { caller }) => {
      const made = await relays.make(caller, params.draftId)
      return isRefused(made) ? made : { ...made, until: instantText(made.until) }
    },
    takeRelay: ({ body }, { caller }) => relays.take(caller, body.code),
    showRelay: ({ params }, { caller }) => relays.show(caller, params.draftId),
    endRelay: async ({ params }, { caller }) => {
      const ended = await relays.end(caller, params.draftId)
      return isRefused(ended) ? ended : DONE
    },
    takeRelayAtDesk: async ({ body }, { caller }) => {
      const taken = await relays.takeAtDesk(caller, body.code)
      return isRefused(taken) ? taken : presentDesk(taken)
    },
    saveRelayDraft: async ({ params, body }, { caller }) => {
      const saved = await relays.save(caller, params.relayId, body)
      return isRefused(saved) ? saved : presentDesk(saved)
    },
    handBackRelay: async ({ params }, { caller }) => {
      const back = await relays.handBack(caller, params.relayId)
      return isRefused(back) ? back : DONE
    }
  })
