import { randomUUID } from 'node:crypto'
import { ALL_ROUTES } from '@shared/contract/all'
import type { OwnerRule, Route } from '@shared/contract/route'
import * as z from 'zod/mini'
import { newId } from '../../bff/src/platform/new-id'

export const EVERY_ROUTE: [string, Route][] = Object.entries(ALL_ROUTES).flatMap(([domain, table]) =>
  Object.entries(table).map(([name, route]): [string, Route] => [`${domain}.${name}`, route])
)

/** Somebody who calls routes with ids that are not theirs. */
export interface Actor {
  who: string
  headers: Record<string, string>
  side: 'nobody' | 'citizen' | 'staff'
  level?: 'session' | 'phone' | 'real-name' | 'face'
  /** acts for an enterprise of their own */
  enterprise?: true
  roles?: readonly string[]
  /** a mandate of the victim that does not cover what is called: they may be told so instead of 404 */
  narrow?: true
}

/** What the matrix is filled in with: an id nobody else may use, or null for a route without ids. */
interface Ids {
  /** by id name, or by `route id` where one name means two things */
  values: Record<string, string[]>
  content: Record<string, string>
  /** a body that passes the schema, around the id under test */
  bodyOf(route: string, id: string): unknown
}

/** Ids a caller names in a body that need no owner: what they are good for is checked by other means, tested elsewhere. */
export const OTHER_KEYS: Record<string, string> = {
  'identity.signInWithWechat body.code': 'WeChat says whose code it is; good once (replay.api.test.ts)',
  'identity.finishOfficialAccountSignIn body.code': 'WeChat says whose code it is; good once',
  'identity.finishOfficialAccountSignIn body.state': 'bound to a cookie of this browser; good once',
  'browserSignIn.signInWithSms body.code': 'six digits for one number; five tries (guessing.api.test.ts)',
  'browserSignIn.finishYkbSignIn body.code': '渝快办 says whose code it is; good once',
  'browserSignIn.finishYkbSignIn body.state': 'bound to a cookie of this browser; good once',
  'verification.bindWechatPhone body.code': 'WeChat says whose phone it is; good once',
  'verification.bindPhone body.code': 'six digits for one number and one person; five tries',
  'verification.check body.code': 'six digits for one number and one person; five tries',
  'verification.finishFaceCheck body.verifyId': 'must be this caller’s (in the matrix as body.verifyId)',
  'verification.mergeAccounts body.verifyId': 'must be this caller’s (in the matrix as body.verifyId)',
  'services.listServices query.department': 'published content',
  'mandates.invite body.scope.serviceIds': 'published content',
  'services.listCases query.before': 'an instant',
  'messages.listMessages query.before': 'a place in the caller’s own list (in the matrix as a cursor)',
  'ledger.listReads query.before': 'a place in the caller’s own list (in the matrix as a cursor)',
  'archive.listArchive query.before': 'a place in a list of the audit role',
  'signOn.exchangeTicket body.ticket': 'bound to the partner that signs; good once (replay.api.test.ts)',
  'departments.acceptanceCallback body.eventId': 'of the platform that signs',
  'departments.acceptanceCallback body.outerId': 'of the platform that signs: its own cases only',
  'departments.acceptanceCallback body.state': 'a step of a case',
  'staff.readAudit query.before': 'a place in a list of the audit role',
  'staff.signIn body.code': 'good once, for one login (guessing.api.test.ts)',
  'staff.openInvitation body.token': '256 bits, good until taken',
  'staff.acceptInvitation body.token': '256 bits, good once',
  'staff.acceptInvitation body.code': 'proves the second factor of this invitation',
  'staff.check body.code': 'good once, for this account',
  'staff.changePassword body.code': 'good once, for this account',
  'staff.invite body.department': 'published content',
  'notices.agreeToTerms body.id': 'published content'
}

const node = z.looseObject({
  properties: z.optional(z.record(z.string(), z.unknown())),
  items: z.optional(z.unknown()),
  anyOf: z.optional(z.array(z.unknown())),
  pattern: z.optional(z.string())
})
/** The patterns of `id` and `slug` in shared/contract/parts.ts. */
const ID_PATTERNS = ['^[A-Za-z0-9_-]{8,40}$', '^[a-z][a-z0-9-]{1,60}$']
const ID_NAME = /^(id|code|state|token|ticket|before)$|Ids?$/

function idsIn(schema: unknown, place: string): string[] {
  const { properties = {}, items, anyOf = [], pattern } = node.parse(schema ?? {})
  const name = place.slice(place.lastIndexOf('.') + 1)
  const here = (pattern && ID_PATTERNS.includes(pattern)) || (ID_NAME.test(name) && pattern) ? [place] : []
  const own = ID_NAME.test(name) && place.includes('.') ? [place] : here
  return [
    ...own,
    ...Object.entries(properties).flatMap(([key, value]) => idsIn(value, `${place}.${key}`)),
    ...(items ? idsIn(items, place) : []),
    ...anyOf.flatMap((one) => idsIn(one, place))
  ]
}

/** Every field of query and body that looks like somebody's id, as `body.x`. */
export const idFields = (route: Route): string[] =>
  (['query', 'body'] as const).flatMap((part) => {
    const schema = route[part]
    return schema ? [...new Set(idsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), part))] : []
  })

/** Fields that could name somebody's thing and have neither an owner rule nor a reason above. */
export const unruled = (routes: [string, Route][]): string[] =>
  routes.flatMap(([name, route]) => {
    const params = [...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, param = '']) => param)
    return [...params, ...idFields(route)]
      .filter((id) => !(id in (route.ids ?? {})) && !(`${name} ${id}` in OTHER_KEYS))
      .map((id) => `${name} ${id}`)
  })

const LEVELS = ['session', 'phone', 'real-name', 'face']

/** What keeps an actor from a route as such: the status they must get, or null when they come as far as the ids. */
export function keptOut({ auth }: Route, actor: Actor): number | null {
  if (auth === 'public') return null
  if (auth.startsWith('department:')) return 403
  const side = auth.startsWith('staff:') ? 'staff' : 'citizen'
  if (actor.side !== side) return 401
  if (side === 'staff') return auth === 'staff:any' || actor.roles?.includes(auth.slice('staff:'.length)) ? null : 403
  if (auth === 'enterprise') return actor.enterprise ? null : 403
  return LEVELS.indexOf(actor.level ?? '') >= LEVELS.indexOf(auth) ? null : 403
}

export interface Attempt {
  route: string
  who: string
  id: string
  status: number
  error: string
  text: string
}

/** Calls a route as an actor; path parameters not under test are filled in with `fill`. */
export async function attempt(
  url: string,
  [name, route]: [string, Route],
  actor: Actor,
  ids: Pick<Ids, 'bodyOf'>,
  named: { place: string; id: string; fill(param: string): string }
): Promise<Attempt> {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, param: string) =>
    encodeURIComponent(param === named.place ? named.id : named.fill(param))
  )
  const query = named.place.startsWith('query.') ? `?${named.place.slice('query.'.length)}=${named.id}` : ''
  const body = route.body ? JSON.stringify(ids.bodyOf(name, named.id)) : undefined
  const reply = await fetch(`${url}${path}${query}`, {
    method: route.method,
    headers: {
      ...actor.headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(route.idempotent ? { 'idempotency-key': randomUUID() } : {})
    },
    ...(body === undefined ? {} : { body })
  })
  const text = await reply.text()
  const error = reply.ok ? '' : (/"error":"([a-z_]+)"/.exec(text)?.[1] ?? 'no error shape')
  return { route: name, who: actor.who, id: named.place, status: reply.status, error, text }
}

/** An id of the right shape that is nobody's. */
const NOBODYS: Record<string, () => string> = {
  code: () => 'ZZZZ2222',
  'body.verifyId': () => `${newId()}${newId()}${newId()}`.slice(0, 64)
}
const unknownId = (place: string): string => (NOBODYS[place] ?? newId)()

const saidOf = ({ status, error }: Attempt): string => `${status} ${error}`

/** Every place of a route that takes an id, with its owner rule. */
export const placesOf = (name: string, route: Route): [string, OwnerRule][] => [
  ...Object.entries(route.ids ?? {}),
  ...(`${name} body.verifyId` in OTHER_KEYS ? [['body.verifyId', 'self'] satisfies [string, OwnerRule]] : []),
  ...(`${name} query.before` in OTHER_KEYS ? [['query.before', 'content'] satisfies [string, OwnerRule]] : [])
]

export interface Findings {
  calls: number
  leaks: string[]
}

/**
 * Calls every route as every actor with every id of the victims. A leak is a reply that is not the refusal the contract
 * promises, that differs from the reply to an id nobody has, or that holds one of the canary values.
 */
export async function runMatrix(
  url: string,
  routes: [string, Route][],
  actors: Actor[],
  ids: Ids,
  canaries: string[]
): Promise<Findings> {
  const found: Findings = { calls: 0, leaks: [] }
  const first = (name: string) => (param: string) =>
    ids.content[param] ?? ids.values[`${name} ${param}`]?.[0] ?? ids.values[param]?.[0] ?? unknownId(param)
  const call = async (entry: [string, Route], actor: Actor, place: string, id: string) => {
    found.calls += 1
    const tried = await attempt(url, entry, actor, ids, { place, id, fill: first(entry[0]) })
    const told = canaries.filter((canary) => tried.text.includes(canary))
    if (told.length > 0) found.leaks.push(`${actor.who} reads ${told.length} canaries at ${entry[0]} ${place}`)
    return tried
  }
  for (const entry of routes)
    for (const actor of actors) {
      const [name, route] = entry
      const places = placesOf(name, route)
      const barred = keptOut(route, actor)
      const wrong = (tried: Attempt, wanted: string) =>
        found.leaks.push(`${actor.who} at ${name} ${tried.id}: ${saidOf(tried)} instead of ${wanted}`)
      if (barred !== null) {
        const place = places[0]?.[0] ?? ''
        const tried = await call(entry, actor, place, first(name)(place))
        if (tried.status !== barred) wrong(tried, String(barred))
        continue
      }
      if (places.length === 0 && route.method === 'GET') await call(entry, actor, '', '')
      for (const [place, rule] of places) {
        const values = ids.values[`${name} ${place}`] ?? ids.values[place] ?? []
        if (rule === 'content') {
          for (const id of values) await call(entry, actor, place, id)
          continue
        }
        const nobodys = await call(entry, actor, place, unknownId(place))
        // whoever holds the code of an invitation may use it: what protects it is that nobody guesses it
        if (rule === 'invited') {
          if (nobodys.status !== 404) wrong(nobodys, '404')
          continue
        }
        for (const id of values) {
          const tried = await call(entry, actor, place, id)
          if (actor.narrow && saidOf(tried) === '403 out_of_scope') continue
          if (tried.status < 400 || saidOf(tried) !== saidOf(nobodys)) wrong(tried, `the reply to nobody's id`)
          if (tried.status !== 404 && !(`${name} ${place}` in REFUSED_OTHERWISE)) wrong(tried, '404')
        }
      }
    }
  return found
}

/** Refusals of somebody else's id that are not 404: an id among other entries of a form, or one of an outside system. */
const REFUSED_OTHERWISE: Record<string, string> = {
  'verification.askReview body.fileIds': 'form_invalid at the field, the same for an id nobody has',
  'verification.finishFaceCheck body.verifyId': 'face_not_passed, the same for an id nobody has',
  'verification.mergeAccounts body.verifyId': 'face_not_passed, the same for an id nobody has'
}
