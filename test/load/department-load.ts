import { randomUUID } from 'node:crypto'
import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { mandatesRoutes } from '@shared/contract/mandates'
import { servicesRoutes } from '@shared/contract/services'
import { verificationRoutes } from '@shared/contract/verification'
import { fillDraft } from '../support/apply'
import { type Citizen, makeCitizen } from '../support/citizen'
import { jsonRequest } from './connection'
import type { Ask } from './drive'
import type { MadePerson } from './made-people'
import type { Seeded } from './seed-sessions'
import type { ServerProcess } from './server-process'

/** Somebody of the register who is signed in. */
export interface Known {
  person: MadePerson
  signedIn: Seeded
}

/** Everybody has an address of their own, as behind a proxy of ours. */
let sent = 0
const ownAddress = () => {
  sent += 1
  return `10.9.${(sent >> 8) & 255}.${sent & 255}`
}
/** What came of asks whose answer may be a refusal (a department that is down or slow), by status. */
export type Tally = Map<number, number>
const counted =
  (tally: Tally) =>
  ({ status }: { status: number }) => {
    tally.set(status, (tally.get(status) ?? 0) + 1)
    return true
  }

/** An SMS code for each: the gateway answers. */
export const codesOf = (port: number, people: readonly MadePerson[]): Ask[] =>
  people.map(({ mobile }) => ({
    request: jsonRequest(port, {
      ...{ method: 'POST', path: browserSignInRoutes.sendSignInCode.path, from: ownAddress() },
      body: { phone: mobile }
    }),
    right: ({ status }) => status === 200
  }))

/** The market-regulation register is asked for each and says that this is not their enterprise. */
export const bindingsOf = (port: number, people: readonly Known[]): Ask[] =>
  people.map(({ signedIn: { token } }) => ({
    request: jsonRequest(port, {
      ...{ method: 'POST', path: mandatesRoutes.bindEnterprise.path, token, from: ownAddress() },
      body: { creditCode: '91669999MA0YJB01X6' }
    }),
    right: ({ status, body }) => status === 403 && body.includes('not_legal_representative')
  }))

/** The public security bureau is asked for each: the answer may be that it is too slow. */
export const slowChecksOf = (port: number, people: readonly Known[], tally: Tally): Ask[] =>
  people.map(({ person: { name, idNumber }, signedIn: { token } }) => ({
    request: jsonRequest(port, {
      ...{ method: 'POST', path: verificationRoutes.verifyRealName.path, token, from: ownAddress() },
      body: { name, idNumber }
    }),
    right: counted(tally)
  }))

interface Ready {
  draftId: string
  formVersion: string
  revision: number
  token: string
}

/** A complete application of each, consents given and photos uploaded: only the submit is left. */
export async function readyDrafts(server: ServerProcess, sandboxUrl: string, people: readonly Known[]) {
  const drafts: Ready[] = []
  for (const { person, signedIn } of people) {
    const citizen: Citizen = makeCitizen(`http://127.0.0.1:${server.port}`, sandboxUrl, 'zhang-min')
    const { useToken: take } = citizen
    take(signedIn.token)
    const draft = await fillDraft(citizen, { name: person.name, citizenId: person.idNumber, phone: person.mobile })
    drafts.push({ draftId: draft.id, formVersion: draft.formVersion, revision: draft.revision, token: signedIn.token })
  }
  return drafts
}

/** Each application handed in; the ids of the cases gather in `accepted`, everything else in `refused`. */
export const submitsOf = (port: number, drafts: readonly Ready[], accepted: Set<string>, refused: Tally): Ask[] =>
  drafts.map(({ draftId, formVersion, revision, token }) => ({
    request: jsonRequest(port, {
      ...{ method: 'POST', path: servicesRoutes.submitDraft.path.replace(':draftId', draftId), token },
      ...{ key: randomUUID(), body: { formVersion, revision } }
    }),
    right: (answer) => {
      if (answer.status !== 200) return counted(refused)(answer)
      accepted.add(servicesRoutes.submitDraft.response.parse(JSON.parse(answer.body.toString())).id)
      return true
    }
  }))
