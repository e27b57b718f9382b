import { type Consent, consentsRoutes } from '@shared/contract/consents'
import { instantText } from '../../platform/clock/instant-text'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused } from '../../platform/http/refused'
import type { ConsentService } from './service'

type Shown = Awaited<ReturnType<ConsentService['list']>>[number]

const presentConsent = ({ row, sharing, state }: Shown): Consent => ({
  id: row.id,
  sharing,
  givenAt: instantText(row.given_at),
  until: row.until,
  withdrawnAt: row.withdrawn_at ? instantText(row.withdrawn_at) : null,
  state
})

export const bindConsents = (consents: ConsentService) =>
  bind('consents', consentsRoutes, {
    listConsents: async (_input, { caller }) => ({
      items: (await consents.list(caller)).map(presentConsent)
    }),
    listNeeded: async ({ params }, { caller }) => {
      const items = await consents.needed(caller.ownerId, params.serviceId)
      return isRefused(items) ? items : { items }
    },
    giveConsent: async ({ body }, { caller, once }) =>
      once(async (tx) => {
        const given = await consents.give(tx, caller, body)
        return isRefused(given) ? given : presentConsent(given)
      }),
    withdrawConsent: async ({ params }, { caller }) => {
      const withdrawn = await consents.withdraw(caller, params.consentId)
      return isRefused(withdrawn) ? withdrawn : DONE
    }
  })
