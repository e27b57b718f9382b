import { randomUUID } from 'node:crypto'
import { type DeskMe, type Role, staffRoutes } from '@shared/contract/desk'
import type { ErrorBody } from '@shared/contract/errors'
import type { Outgoing, Reply, Route } from '@shared/contract/route'
import { Secret, TOTP } from 'otpauth'
import * as z from 'zod/mini'
import { inviteByCommand } from '../../bff/src/domains/staff/invite-by-command'
import { addressOfRoute } from './route-address'
import type { TestProduct } from './start-product'

const refusal = z.object({ error: z.string(), fields: z.optional(z.record(z.string(), z.string())) })
export const PASSWORD = 'ginkgo-ferry-47-lantern'

/** What an authenticator app shows for this secret at this moment. */
export const codeFor = (secret: string, at: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6 }).generate({ timestamp: at.getTime() })

const tokenIn = (link: string) => new URL(link.replace('/#/', '/')).searchParams.get('token') ?? ''

/** A browser at the desk: keeps the desk's cookie, names its origin. */
export function makeDesk(product: TestProduct) {
  let cookie = ''
  const call = async <R extends Route>(route: R, outgoing: Outgoing<R>, key: string = randomUUID()) => {
    const reply = await fetch(`${product.url}${addressOfRoute(route, outgoing)}`, {
      method: route.method,
      headers: {
        origin: product.url,
        ...(cookie ? { cookie } : {}),
        ...(outgoing.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(route.idempotent ? { 'idempotency-key': key } : {})
      },
      ...(outgoing.body === undefined ? {} : { body: JSON.stringify(outgoing.body) })
    })
    for (const set of reply.headers.getSetCookie()) if (set.startsWith('zjb_desk=')) cookie = set.split(';')[0] ?? ''
    const text = await reply.text()
    const body: Reply<R> = route.response === 'file' && reply.ok ? text : JSON.parse(text)
    const refused = reply.ok ? null : refusal.parse(body)
    return {
      status: reply.status,
      body,
      error: refused ? (refused.error as ErrorBody['error']) : null,
      fields: refused?.fields,
      retryAfter: reply.headers.get('retry-after')
    }
  }
  return {
    call,
    cookie: () => cookie,
    useCookie: (other: string) => {
      cookie = other
    }
  }
}
export type Desk = ReturnType<typeof makeDesk>

/** A member of staff who has been invited by command, has set the account up and is signed in. */
export async function makeClerk(product: TestProduct, login: string, roles: Role[], department = 'human-resources') {
  const ground = { db: product.stores.db, clock: product.clock, url: product.url }
  const { link } = await inviteByCommand(ground, JSON.stringify({ login, department, roles }))
  return takeUp(product, tokenIn(link))
}

/** Opens an invitation and sets the account up, as its page does. */
export async function takeUp(product: TestProduct, token: string) {
  const desk = makeDesk(product)
  const { body: offer } = await desk.call(staffRoutes.openInvitation, { body: { token } })
  /** the next code of this person's app; each works once, so the clock goes on by a step */
  const code = () => {
    product.clock.moveBy(30_000)
    return codeFor(offer.secret, product.clock.now())
  }
  const accepted = await desk.call(staffRoutes.acceptInvitation, {
    body: { token, name: '陈静', password: PASSWORD, code: code() }
  })
  const signIn = async (at: Desk = desk) =>
    at.call(staffRoutes.signIn, { body: { login: offer.login, password: PASSWORD, code: code() } })
  const check = async () => {
    const given = code()
    // the outside systems live at the same time: what is signed must not be old there
    await product.control('/control/clock', { moveMs: 30_000 })
    return desk.call(staffRoutes.check, { body: { code: given } })
  }
  const me: DeskMe = accepted.body.me
  return { ...desk, me, offer, token, code, signIn, check }
}
export type Clerk = Awaited<ReturnType<typeof takeUp>>
