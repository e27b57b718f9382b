import { identityRoutes } from '@shared/contract/identity'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { verificationRoutes } from '@shared/contract/verification'
import { jsCode } from '../support/citizen'
import { type Answer, getRequest, jsonRequest } from './connection'
import type { Ask } from './drive'
import type { MadePerson } from './made-people'
import type { Seeded } from './seed-sessions'

const SERVICE = 'flexible-enrolment'
/** Of ten requests of the mix: what is asked how often. */
const MIX = ['me', 'unread', 'me', 'cases', 'me', 'unread', 'me', 'cases', 'unread', 'draft'] as const
const STREETS = ['500103012', '500103013']

const jsonOf = (answer: Answer): unknown => JSON.parse(answer.body.toString())
const bytesOf = (body: unknown) => Buffer.from(JSON.stringify(body))

/** `count` requests of other citizens, each answer compared with what it must be. */
export function mixOf(port: number, seeded: readonly Seeded[], count: number): Ask[] {
  const nothing = { unread: bytesOf({ unread: 0 }), cases: bytesOf({ items: [], more: false }) }
  return Array.from({ length: count }, (_, i) => {
    const one = seeded[i % seeded.length]
    const kind = MIX[i % MIX.length]
    if (!one || !kind) throw new Error('nobody is signed in')
    if (kind === 'draft') return saveOf(port, one, STREETS[Math.floor(i / MIX.length) % STREETS.length] ?? '')
    const path = { me: identityRoutes.me, unread: messagesRoutes.countUnread, cases: servicesRoutes.listCases }[kind]
      .path
    const wanted = kind === 'me' ? bytesOf(one.me) : nothing[kind]
    return {
      request: getRequest(port, path, one.token),
      right: ({ status, body }) => status === 200 && body.equals(wanted)
    }
  })
}

function saveOf(port: number, { token }: Seeded, street: string): Ask {
  const path = servicesRoutes.openDraft.path.replace(':serviceId', SERVICE)
  return {
    request: jsonRequest(port, { method: 'PUT', path, token, body: { edits: { street } } }),
    right: (answer) =>
      answer.status === 200 && servicesRoutes.openDraft.response.parse(jsonOf(answer)).answers.street === street
  }
}

/** Everybody has an address of their own, as behind a proxy of ours. */
const addressOf = (index: number) => `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
let sent = 0

/** What phones ask of WeChat itself, so many times: the programs around the product are as busy with it as with sign-ins. */
export const wechatOf = (sandboxUrl: string, people: readonly MadePerson[]): Ask[] =>
  people.map(({ id }) => ({
    request: jsonRequest(Number(new URL(sandboxUrl).port), {
      method: 'POST',
      path: '/wechat/device/js-code',
      body: { person: id }
    }),
    right: ({ status }) => status === 200
  }))

/** One sign-in by WeChat for each of these people, with codes fetched now (good for five minutes). */
export async function signInsOf(port: number, sandboxUrl: string, people: readonly MadePerson[]): Promise<Ask[]> {
  const asks: Ask[] = []
  for (const { id } of people) {
    const body = { code: await jsCode(sandboxUrl, id) }
    const call = { method: 'POST', path: identityRoutes.signInWithWechat.path, from: addressOf(sent++), body } as const
    asks.push({
      request: jsonRequest(port, call),
      right: (answer) => {
        if (answer.status !== 200) return false
        const { token, me } = identityRoutes.signInWithWechat.response.parse(jsonOf(answer))
        return token.length > 40 && me.level === 'session' && me.capacity.kind === 'self'
      }
    })
  }
  return asks
}

/** The name and number of each, checked by the public security bureau: signed request, signed and encrypted answer. */
export const checksOf = (port: number, people: readonly { person: MadePerson; signedIn: Seeded }[]): Ask[] =>
  people.map(({ person, signedIn: { token, me } }) => ({
    request: jsonRequest(port, {
      method: 'POST',
      path: verificationRoutes.verifyRealName.path,
      token,
      from: addressOf(sent++),
      body: { name: person.name, idNumber: person.idNumber }
    }),
    right: (answer) => {
      if (answer.status !== 200) return false
      const changed = verificationRoutes.verifyRealName.response.parse(jsonOf(answer))
      return changed.me.level === 'real-name' && changed.me.citizenId === me.citizenId && changed.token !== token
    }
  }))

/** After every `every` of `many` one of `few`, in order. */
export function interleaved<T>(many: readonly T[], few: readonly T[], every: number): T[] {
  const left = [...few]
  return many.flatMap((one, i) => ((i + 1) % every === 0 ? [one, ...left.splice(0, 1)] : [one]))
}
