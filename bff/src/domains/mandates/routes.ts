import type { Me } from '@shared/contract/identity'
import { mandatesRoutes } from '@shared/contract/mandates'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql } from '../../platform/db/db'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused, refuse } from '../../platform/http/refused'
import type { AskRegisterAgain } from './ask-register-again'
import type { Enterprises } from './enterprises'
import type { InvitationRow } from './invitation-store'
import type { Invitations } from './invitations'
import type { MandateRow } from './mandate-store'
import type { Mandates } from './mandates'
import type { Names } from './names'
import { presentEnterprise, presentInvitation, presentMandate } from './present'

export interface MandatesParts {
  db: Db
  clock: Clock
  names: Names
  mandates: Mandates
  enterprises: Enterprises
  invitations: Invitations
  askRegisterAgain: AskRegisterAgain
  /** who is signed in with a token; null = it is not good any more */
  meOf(token: string): Promise<Me | null>
}

export function bindMandates(parts: MandatesParts) {
  const { db, clock, names, mandates, enterprises, invitations, askRegisterAgain, meOf } = parts
  const shown = async (sql: Sql, row: MandateRow) => presentMandate(row, await names.ofBoth(sql, row), clock.today())
  const shownAll = (rows: MandateRow[]) => Promise.all(rows.map((row) => shown(db, row)))
  const invitation = (opened: Awaited<ReturnType<Invitations['opened']>>) =>
    presentInvitation(opened.row, opened, clock.now())
  const invitationsOf = (rows: InvitationRow[]) =>
    Promise.all(rows.map(async (row) => invitation(await invitations.opened(db, row))))

  return bind('mandates', mandatesRoutes, {
    listCapacities: async (_input, { caller }) => ({ items: await mandates.capacities(caller) }),
    switchCapacity: async ({ body }, call) => {
      const token = await mandates.actAs(call.caller, body.mandateId)
      if (isRefused(token)) return token
      const me = await meOf(token)
      return me ? { token: call.handOver(token), me } : refuse('sign_in_required')
    },
    listEnterprises: async (_input, { caller }) => ({
      items: (await enterprises.list(caller)).map(({ enterprise, mandate }) => presentEnterprise(enterprise, mandate))
    }),
    bindEnterprise: async ({ body }, { caller }) => {
      const bound = await enterprises.bind(caller, body.creditCode)
      return isRefused(bound) ? bound : presentEnterprise(bound.enterprise, bound.mandate)
    },
    showEnterprise: async ({ params }, { caller }) => {
      const found = await enterprises.show(caller, params.enterpriseId)
      if (isRefused(found)) return found
      return {
        enterprise: presentEnterprise(found.enterprise, found.mandate),
        agents: await shownAll(found.agents),
        invitations: await invitationsOf(found.invitations)
      }
    },
    listMandates: async (_input, { caller }) => {
      const found = await mandates.list(caller)
      return {
        given: await shownAll(found.given),
        held: await shownAll(found.held),
        invitations: await invitationsOf(found.invitations)
      }
    },
    invite: async ({ body }, { caller, once }) => {
      if (body.enterpriseId) await askRegisterAgain(caller, body.enterpriseId)
      return once(async (tx) => {
        const invited = await invitations.invite(tx, caller, body)
        return isRefused(invited) ? invited : invitation(invited)
      })
    },
    showInvitation: async ({ params }, { caller }) => {
      const found = await invitations.show(caller, params.code)
      return isRefused(found) ? found : invitation(found)
    },
    acceptInvitation: async ({ params }, { caller }) => {
      const mandate = await invitations.accept(caller, params.code)
      return isRefused(mandate) ? mandate : shown(db, mandate)
    },
    withdrawInvitation: async ({ params }, { caller }) => {
      const withdrawn = await invitations.withdraw(caller, params.code)
      return isRefused(withdrawn) ? withdrawn : DONE
    },
    revokeMandate: async ({ params }, { caller }) => {
      const revoked = await mandates.revoke(caller, params.mandateId)
      return isRefused(revoked) ? revoked : DONE
    }
  })
}
