import { randomBytes, randomInt } from 'node:crypto'
import * as z from 'zod'
import type { CallLog } from '../calls'
import { openidOf } from './accounts'
import type { WechatParts } from './parts'
import { sealEnvelope, signPush, toXml } from './push-envelope'

const deadlineMs = 5000
const tries = 3

/** What a tester makes WeChat tell the server. Defaults: an event of the mini-program, JSON, 安全模式, now, once. */
export const pushOrder = z
  .object({
    person: z.string(),
    app: z.enum(['mini', 'official']).default('mini'),
    event: z.string().optional(),
    /** a text message instead of an event */
    content: z.string().optional(),
    fields: z.record(z.string(), z.unknown()).default({}),
    mode: z.enum(['aes', 'compat', 'plain']).default('aes'),
    format: z.enum(['json', 'xml']).default('json'),
    /** how long ago it happened; older after newer is how pushes come out of order */
    agoSeconds: z.number().int().nonnegative().default(0),
    msgId: z.string().optional(),
    /** the same signed request again and again */
    copies: z.number().int().min(1).max(10).default(1),
    /** another EncodingAESKey than the one set up (a key being changed, or a wrong one) */
    aesKey: z.string().length(43).optional()
  })
  .refine((order) => order.app === 'mini' || order.format === 'xml', '公众号 sends XML only')
  .refine((order) => (order.event === undefined) !== (order.content === undefined), 'event or content')
export type PushOrder = z.output<typeof pushOrder>

export type PushKeys = { token: string; aesKey: string; oaToken: string; oaAesKey: string }

export type Delivery = { status: number; answer: string }

export type PushParts = WechatParts & { keys: PushKeys; bffUrl: string; calls: CallLog; closing: AbortSignal }

/** Sends a push as WeChat does: at most three times, five seconds each, until the answer is `success` or empty. */
export async function sendPush(
  order: PushOrder,
  parts: PushParts
): Promise<{ taken: boolean; deliveries: Delivery[] }> {
  const message = messageOf(order, parts)
  const deliveries: Delivery[] = []
  for (let attempt = 0; attempt < tries && !deliveries.some(isTaken); attempt += 1) {
    const request = requestOf(message, order, parts)
    for (let copy = 0; copy < order.copies; copy += 1) deliveries.push(await deliver(request, parts))
  }
  return { taken: deliveries.some(isTaken), deliveries }
}

/** What the console does when a push address is saved: a signed GET that must be answered with echostr. */
export async function checkAddress(app: PushOrder['app'], parts: PushParts): Promise<{ ok: boolean } & Delivery> {
  const { token } = appOf(app, parts)
  const echostr = String(randomInt(1, 2 ** 47))
  const query = new URLSearchParams({ ...signed(token, parts), echostr })
  const delivery = await deliver({ method: 'GET', query }, parts)
  return { ok: delivery.status === 200 && delivery.answer === echostr, ...delivery }
}

function isTaken({ status, answer }: Delivery): boolean {
  return status === 200 && (answer === 'success' || answer === '')
}

function appOf(app: PushOrder['app'], { apps, keys }: PushParts) {
  return app === 'mini'
    ? { appid: apps.appid, token: keys.token, aesKey: keys.aesKey, name: 'gh_sandbox_mini' }
    : { appid: apps.oaAppid, token: keys.oaToken, aesKey: keys.oaAesKey, name: 'gh_sandbox_oa' }
}

function messageOf(order: PushOrder, parts: PushParts): string {
  const { appid, name } = appOf(order.app, parts)
  const head = {
    ToUserName: name,
    FromUserName: openidOf(appid, order.person),
    CreateTime: Math.floor(parts.clock.now() / 1000) - order.agoSeconds
  }
  const body =
    order.event === undefined
      ? { MsgType: 'text', Content: order.content, MsgId: order.msgId ?? `2${randomInt(10 ** 9, 10 ** 10)}0000000` }
      : { MsgType: 'event', Event: order.event, ...order.fields }
  if (order.format === 'xml') return toXml({ ...head, ...body })
  // WeChat sends MsgId as a number that is too long for JavaScript
  return JSON.stringify({ ...head, ...body }).replace(/"MsgId":"(\d+)"/, '"MsgId":$1')
}

type Request = { method: 'GET' | 'POST'; query: URLSearchParams; body?: string; type?: string }

function signed(token: string, { clock }: PushParts): { signature: string; timestamp: string; nonce: string } {
  const timestamp = String(Math.floor(clock.now() / 1000))
  const nonce = randomBytes(5).readUIntBE(0, 5).toString()
  return { signature: signPush(token, timestamp, nonce), timestamp, nonce }
}

function requestOf(message: string, order: PushOrder, parts: PushParts): Request {
  const { appid, token, aesKey, name } = appOf(order.app, parts)
  const query = new URLSearchParams({ ...signed(token, parts), openid: openidOf(appid, order.person) })
  const type = order.format === 'xml' ? 'text/xml' : 'application/json'
  if (order.mode === 'plain') return { method: 'POST', query, body: message, type }
  const encrypted = sealEnvelope(message, order.aesKey ?? aesKey, appid)
  query.set('encrypt_type', 'aes')
  query.set('msg_signature', signPush(token, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted))
  const envelope = { ToUserName: name, Encrypt: encrypted }
  const body = order.format === 'xml' ? toXml(envelope) : JSON.stringify(envelope)
  // 兼容模式 sends the plain content beside the encrypted one
  const both = order.mode === 'aes' ? body : joined(message, body, order.format)
  return { method: 'POST', query, body: both, type }
}

function joined(message: string, envelope: string, format: PushOrder['format']): string {
  return format === 'xml'
    ? message.replace('</xml>', envelope.replace('<xml>', ''))
    : `${message.slice(0, -1)},${envelope.slice(1)}`
}

async function deliver({ method, query, body, type }: Request, parts: PushParts): Promise<Delivery> {
  const url = `${parts.bffUrl.replace(/\/+$/, '')}/api/v1/departments/wechat/push?${query}`
  const signal = AbortSignal.any([parts.closing, AbortSignal.timeout(deadlineMs)])
  const headers = { 'content-type': type ?? 'text/plain' }
  const delivery = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
    .then(async (reply) => ({ status: reply.status, answer: await reply.text() }))
    .catch(() => ({ status: 0, answer: 'no answer' }))
  const outcome = isTaken(delivery) ? 'success' : String(delivery.status)
  parts.calls.record({ system: 'wechat-push', method, path: '/api/v1/departments/wechat/push', outcome })
  return delivery
}
