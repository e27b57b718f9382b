import { randomUUID } from 'node:crypto'
import type { ErrorBody } from '@shared/contract/errors'
import { identityRoutes } from '@shared/contract/identity'
import type { Outgoing, Reply, Route } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'

export interface Answered<T> {
  status: number
  /** the parsed reply, or a throw when the call was refused */
  body: T
  error: ErrorBody | null
  requestId: string
}

const errorBody = z.object({
  error: z.string(),
  message: z.string(),
  requestId: z.string(),
  fields: z.optional(z.record(z.string(), z.string()))
})

const fill = (path: string, params: Record<string, unknown>) =>
  path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])))

/** A JPEG of one pixel and a salt, so that each upload is a file of its own. */
export const photo = (): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300', 'hex'),
    Buffer.from(randomUUID()),
    Buffer.from('ffd9', 'hex')
  ])

/** What wx.login gives on this person's phone. */
export async function jsCode(sandboxUrl: string, person: string): Promise<string> {
  const given = await fetch(`${sandboxUrl}/wechat/device/js-code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person })
  })
  return z.object({ code: z.string() }).parse(await given.json()).code
}

/** A citizen with a phone: talks to the product as the mini-program does (bearer token). */
export function makeCitizen(url: string, sandboxUrl: string, person: string) {
  let token = ''
  const call = async <R extends Route>(
    route: R,
    outgoing: Outgoing<R>,
    options: { key?: string; headers?: Record<string, string> } = {}
  ): Promise<Answered<Reply<R>>> => {
    const query = new URLSearchParams(z.record(z.string(), z.string()).parse(outgoing.query ?? {}))
    const path = fill(route.path, z.record(z.string(), z.unknown()).parse(outgoing.params ?? {}))
    const reply = await fetch(`${url}${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: route.method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(outgoing.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(route.idempotent ? { 'idempotency-key': options.key ?? randomUUID() } : {}),
        ...options.headers
      },
      ...(outgoing.body === undefined ? {} : { body: JSON.stringify(outgoing.body) })
    })
    const body = JSON.parse(await reply.text())
    const refused = reply.ok ? null : errorBody.parse(body)
    return {
      status: reply.status,
      body,
      error: refused ? { ...refused, error: refused.error as ErrorBody['error'] } : null,
      requestId: reply.headers.get('x-request-id') ?? ''
    }
  }

  const signIn = async () => {
    const code = await jsCode(sandboxUrl, person)
    const signedIn = await call(identityRoutes.signInWithWechat, { body: { code } })
    token = signedIn.body.token
    return signedIn.body
  }

  const upload = async (bytes: Buffer = photo(), name = '身份证.jpg') => {
    const form = new FormData()
    form.append('file', new Blob([bytes]), name)
    const reply = await fetch(`${url}${servicesRoutes.uploadFile.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form
    })
    return { status: reply.status, body: JSON.parse(await reply.text()) }
  }
  return {
    call,
    signIn,
    upload,
    token: () => token,
    useToken: (other: string) => {
      token = other
    }
  }
}
export type Citizen = ReturnType<typeof makeCitizen>
