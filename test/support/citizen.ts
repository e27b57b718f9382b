import { randomUUID } from 'node:crypto'
import type { ErrorBody } from '@shared/contract/errors'
import { identityRoutes, type SessionChange } from '@shared/contract/identity'
import type { Outgoing, Reply, Route } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { verificationRoutes } from '@shared/contract/verification'
import * as z from 'zod/mini'
import { loadPeople, personById } from '../sandbox/people'
import { smsCodeOn } from './sms-inbox'

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

const device = async (sandboxUrl: string, route: string, body: unknown): Promise<unknown> => {
  const reply = await fetch(`${sandboxUrl}/wechat/device/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  return reply.json()
}

/** What the getPhoneNumber button gives on this person's phone. */
export const phoneCode = async (sandboxUrl: string, person: string): Promise<string> =>
  z.object({ code: z.string() }).parse(await device(sandboxUrl, 'phone-code', { person })).code

/** The person looks into the camera of 人脸核身; `pass` = it is them. */
export const lookIntoCamera = (sandboxUrl: string, person: string, verifyId: string, pass: boolean) =>
  device(sandboxUrl, 'face', { person, verifyId, pass })

/** A citizen with a phone: talks to the product as the mini-program does (bearer token). */
export function makeCitizen(url: string, sandboxUrl: string, person: string, peopleFile?: string) {
  let token = ''
  const known = () => {
    const found = personById(loadPeople(peopleFile), person)
    if (!found) throw new Error(`nobody called ${person} in people.yaml`)
    return found
  }
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
  /** Takes the new session that a step up or a fresh check gave; throws when it was refused. */
  const take = (what: string, changed: Answered<SessionChange>): SessionChange => {
    if (changed.error) throw new Error(`${what}: ${JSON.stringify(changed.error)}`)
    token = changed.body.token ?? token
    return changed.body
  }
  const sent = (what: string, answered: Answered<unknown>) => {
    if (answered.error) throw new Error(`${what}: ${JSON.stringify(answered.error)}`)
  }

  /** Binds the phone of people.yaml (or another number) by the SMS code that came to it: level phone. */
  const bindPhone = async (phone = known().mobile) => {
    sent('phone code', await call(verificationRoutes.sendPhoneCode, { body: { phone } }))
    const code = await smsCodeOn(sandboxUrl, phone)
    return take('bind phone', await call(verificationRoutes.bindPhone, { body: { phone, code } }))
  }
  /** Phone and real name as people.yaml has them: level real-name. */
  const verify = async () => {
    const { name, idNumber } = known()
    await bindPhone()
    return take('real name', await call(verificationRoutes.verifyRealName, { body: { name, idNumber } }))
  }
  /** The fresh check by SMS: sensitive acts are open for five minutes. */
  const check = async (phone = known().mobile) => {
    sent('check code', await call(verificationRoutes.sendCheckCode, {}))
    const code = await smsCodeOn(sandboxUrl, phone)
    return take('check', await call(verificationRoutes.check, { body: { code } }))
  }
  /** 人脸核身, passed: level face for this session. */
  const showFace = async () => {
    const started = await call(verificationRoutes.startFaceCheck, {})
    sent('face', started)
    await lookIntoCamera(sandboxUrl, person, started.body.verifyId, true)
    return take('face', await call(verificationRoutes.finishFaceCheck, { body: started.body }))
  }
  return {
    known,
    call,
    signIn,
    upload,
    bindPhone,
    verify,
    check,
    showFace,
    token: () => token,
    useToken: (other: string) => {
      token = other
    }
  }
}
export type Citizen = ReturnType<typeof makeCitizen>
