import { signOnRoutes } from '@shared/contract/sign-on'
import { bind } from '../../platform/http/mount'
import { isRefused } from '../../platform/http/refused'
import { REFUSALS, type SignOn } from './service'

export const bindSignOn = (signOn: SignOn) =>
  bind('signOn', signOnRoutes, {
    showPartner: async ({ params }, { caller }) => {
      const shown = await signOn.show(caller, params.partnerId)
      if (isRefused(shown)) return shown
      const { partner, sharing, agreed } = shown
      return {
        id: partner.id,
        name: partner.name,
        department: partner.department.name,
        purpose: sharing.purpose,
        fields: partner.fields,
        agreed,
        sharingId: sharing.id,
        sharingVersion: sharing.version
      }
    },
    listPartners: async () => ({
      items: signOn.list().map(({ id, name, department }) => ({ id, name, department: department.name }))
    }),
    openPartner: async ({ params }, { caller }) => signOn.open(caller, params.partnerId),
    exchangeTicket: async ({ body }, { caller }) => {
      const told = await signOn.exchange(caller.department, body.ticket)
      return typeof told === 'string'
        ? { code: told, message: REFUSALS[told] }
        : { code: '0000', message: 'ok', data: told }
    }
  })
