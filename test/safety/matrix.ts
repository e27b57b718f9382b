import { randomUUID } from 'node:crypto'
import type { OwnerRule, Route } from '@shared/contract/route'
import { newId } from '../../bff/src/platform/new-id'
import { photo } from '../support/citizen'
import { placesOf } from './id-rules'

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

/** What a route wants in its query beside the id under test. */
const QUERIES: Record<string, string> = { 'deskCases.showDeskCaseFile': '?reason=verify' }

function bodyFor([name, route]: [string, Route], ids: Pick<Ids, 'bodyOf'>, id: string): FormData | string | undefined {
  if (!route.upload) return route.body ? JSON.stringify(ids.bodyOf(name, id)) : undefined
  const form = new FormData()
  form.append('file', new Blob([photo()]), 'photo.jpg')
  return form
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
  const query = named.place.startsWith('query.')
    ? `?${named.place.slice('query.'.length)}=${named.id}`
    : (QUERIES[name] ?? '')
  const sent = bodyFor([name, route], ids, named.id)
  const reply = await fetch(`${url}${path}${query}`, {
    method: route.method,
    headers: {
      ...actor.headers,
      ...(typeof sent === 'string' ? { 'content-type': 'application/json' } : {}),
      ...(route.idempotent ? { 'idempotency-key': randomUUID() } : {})
    },
    ...(sent === undefined ? {} : { body: sent })
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

export interface Findings {
  calls: number
  leaks: string[]
}

/** Refusals of somebody else's id that are not 404: an id among other entries of a form, or one of an outside system. */
const REFUSED_OTHERWISE: Record<string, string> = {
  'verification.askReview body.fileIds': 'form_invalid at the field, the same for an id nobody has',
  'verification.finishFaceCheck body.verifyId': 'face_not_passed, the same for an id nobody has',
  'verification.mergeAccounts body.verifyId': 'face_not_passed, the same for an id nobody has'
}

/** Calls one route as one actor and notes what should not have come back. */
function makeTrial(url: string, ids: Ids, canaries: string[], found: Findings) {
  // never a fresh random id: one that happens to break the parameter's shape is refused earlier than the next one
  const first = (name: string) => (param: string) => {
    const own = ids.content[param] ?? ids.values[`${name} ${param}`]?.[0] ?? ids.values[param]?.[0]
    const inPath = param !== '' && !param.includes('.')
    if (own === undefined && inPath) throw new Error(`nothing to fill in for ${param} of ${name}`)
    return own ?? unknownId(param)
  }
  const call = async (entry: [string, Route], actor: Actor, place: string, id: string) => {
    found.calls += 1
    const tried = await attempt(url, entry, actor, ids, { place, id, fill: first(entry[0]) })
    const told = canaries.filter((canary) => tried.text.includes(canary))
    if (told.length > 0) found.leaks.push(`${actor.who} reads ${told.length} canaries at ${entry[0]} ${place}`)
    return tried
  }
  const wrong = (tried: Attempt, wanted: string) =>
    found.leaks.push(`${tried.who} at ${tried.route} ${tried.id}: ${saidOf(tried)} instead of ${wanted}`)

  /** Whom the route as such is not for. */
  const atTheDoor = async (entry: [string, Route], actor: Actor, barred: number) => {
    const [place = ''] = placesOf(...entry)[0] ?? []
    const tried = await call(entry, actor, place, first(entry[0])(place))
    if (tried.status !== barred) wrong(tried, String(barred))
  }
  const withIds = async (entry: [string, Route], actor: Actor, place: string, rule: OwnerRule) => {
    const values = ids.values[`${entry[0]} ${place}`] ?? ids.values[place] ?? []
    // content is the same for all: only a canary would be a leak
    if (rule === 'content') for (const id of values) await call(entry, actor, place, id)
    if (rule === 'content') return
    const nobodys = await call(entry, actor, place, unknownId(place))
    // whoever holds the code of an invitation may use it: what protects it is that nobody guesses it
    if (rule === 'invited') return void (nobodys.status === 404 || wrong(nobodys, '404'))
    for (const id of values) {
      const tried = await call(entry, actor, place, id)
      if (actor.narrow && saidOf(tried) === '403 out_of_scope') continue
      if (tried.status < 400 || saidOf(tried) !== saidOf(nobodys)) wrong(tried, 'the reply to an id nobody has')
      if (tried.status !== 404 && !(`${entry[0]} ${place}` in REFUSED_OTHERWISE)) wrong(tried, '404')
    }
  }
  return { call, atTheDoor, withIds }
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
  const trial = makeTrial(url, ids, canaries, found)
  for (const entry of routes)
    for (const actor of actors) {
      const barred = keptOut(entry[1], actor)
      if (barred !== null) {
        await trial.atTheDoor(entry, actor, barred)
        continue
      }
      const places = placesOf(...entry)
      if (places.length === 0 && entry[1].method === 'GET') await trial.call(entry, actor, '', '')
      for (const [place, rule] of places) await trial.withIds(entry, actor, place, rule)
    }
  return found
}
