import { type Invitation, mandatesRoutes } from '@shared/contract/mandates'
import type { Outgoing } from '@shared/contract/route'
import { addDays, civilDateAt } from '@shared/values/civil-date'
import type { Citizen } from './citizen'
import { realCitizen } from './real-citizen'
import type { TestProduct } from './start-product'

const in30Days = () => addDays(civilDateAt(new Date()), 30)
const everything = { domains: ['services' as const], serviceIds: null }

type Asked = Pick<Outgoing<typeof mandatesRoutes.invite>['body'], 'kind' | 'enterpriseId'>

/** An invitation nobody has accepted yet. */
async function inviteBy(citizen: Citizen, asked: Asked): Promise<Invitation> {
  const invited = await citizen.call(mandatesRoutes.invite, {
    body: { ...asked, scope: everything, until: in30Days() }
  })
  if (invited.error) throw new Error(`invite: ${JSON.stringify(invited.error)}`)
  return invited.body
}

async function entrust(from: Citizen, to: Citizen, asked: Asked): Promise<void> {
  const { code } = await inviteBy(from, asked)
  const accepted = await to.call(mandatesRoutes.acceptInvitation, { params: { code } })
  if (accepted.error) throw new Error(`accept: ${JSON.stringify(accepted.error)}`)
}

/**
 * What a citizen with a real name sees who is agent of an enterprise, acts for a relative, has entrusted another one,
 * and has an invitation waiting: the ids and the code the addresses of those pages need.
 */
export async function layTrust(product: TestProduct, citizen: Citizen) {
  const representative = await realCitizen(product, 'zhao-lei')
  const bound = await representative.call(mandatesRoutes.bindEnterprise, { body: { creditCode: '91669999MA0YJB01X6' } })
  const enterpriseId = bound.body.id
  await entrust(representative, citizen, { kind: 'agent', enterpriseId })
  const parent = await realCitizen(product, 'yang-defu')
  await entrust(parent, citizen, { kind: 'proxy' })
  const friend = await realCitizen(product, 'wang-xiaoli')
  await entrust(citizen, friend, { kind: 'proxy' })
  await inviteBy(citizen, { kind: 'proxy' })
  const { code } = await inviteBy(friend, { kind: 'proxy' })
  return { enterpriseId, code, representative }
}
