import { ledgerRoutes } from '@shared/contract/ledger'
import { servicesRoutes } from '@shared/contract/services'
import { apply, person } from '../support/apply'
import { type Citizen, makeCitizen } from '../support/citizen'
import { actAs, entrust } from '../support/entrust'
import type { ServerProcess } from './server-process'

const PROXY = 'chen-guoqiang'
const PER_SECOND = 2

const urlOf = (server: ServerProcess) => `http://127.0.0.1:${server.port}`

export interface Relatives {
  ownerToken: string
  proxyToken: string
  caseId: string
}

/** Somebody hands in a case and lets a relative act for them: from then on each look of the relative is an entry. */
export async function makeRelatives(server: ServerProcess, sandboxUrl: string): Promise<Relatives> {
  const owner = makeCitizen(urlOf(server), sandboxUrl, person.id)
  const proxy = makeCitizen(urlOf(server), sandboxUrl, PROXY)
  await owner.signIn()
  await proxy.signIn()
  const { id: caseId } = await apply(owner)
  await proxy.verify()
  const mandate = await entrust(owner, proxy)
  await actAs(proxy, mandate.id)
  return { ownerToken: owner.token(), proxyToken: proxy.token(), caseId }
}

/** The relative looks at the case again and again, so that the ledger grows and is chained; gives the way to end it. */
export function keepReading(server: ServerProcess, sandboxUrl: string, relatives: Relatives): () => Promise<void> {
  const as = (id: string, token: string): Citizen => {
    const citizen = makeCitizen(urlOf(server), sandboxUrl, id)
    const { useToken: take } = citizen
    take(token)
    return citizen
  }
  const proxy = as(PROXY, relatives.proxyToken)
  const looks: Promise<number>[] = []
  const look = async () =>
    (await proxy.call(servicesRoutes.showCase, { params: { caseId: relatives.caseId } }, {})).status
  const timer = setInterval(() => looks.push(look()), 1000 / PER_SECOND)
  return async () => {
    clearInterval(timer)
    const answered = await Promise.all(looks)
    const refused = answered.find((status) => status !== 200)
    if (refused) throw new Error(`a look of the relative was answered ${refused}`)
    const owner = as(person.id, relatives.ownerToken)
    const { body } = await owner.call(ledgerRoutes.listReads, { query: { limit: '50' } })
    const shown = body.items.filter(({ reader }) => reader.kind === 'proxy').length
    if (shown < Math.min(40, answered.length)) throw new Error(`the ledger shows ${shown} of ${answered.length} looks`)
  }
}
