import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Clock } from './clock'
import { decrypt, encrypt, isSignedBy, sign, signedText } from './envelope'
import { parseJson } from './read-body'

const skewMs = 180_000
// A signature is refused after the skew, so an answer need not be remembered much longer.
const rememberedMs = 600_000

/** sm4Key 32 hex digits; ourPublicKey: that of the one who calls, 130 hex; privateKey: the bureau's, 64 hex. */
export type EnvelopeKeys = { appCode: string; sm4Key: string; ourPublicKey: string; privateKey: string }

const envelope = z.object({
  appCode: z.string(),
  version: z.literal('1.0.0'),
  encType: z.literal('SM4'),
  signType: z.literal('SM2'),
  timestamp: z.string().regex(/^\d{13}$/),
  requestId: z.string().min(1).max(64),
  transCode: z.string(),
  encData: z.string(),
  signData: z.string()
})
type Envelope = z.infer<typeof envelope>

const messages = {
  '0': '成功',
  '-1': '系统繁忙，请稍后再试',
  '1001': '验签失败',
  '1002': '时间戳超出允许范围',
  '1003': '请求编号重复',
  '1004': '应用编码不存在',
  '2001': '查无此人',
  '2002': '报文格式错误'
} as const
type Code = keyof typeof messages
type Answer = { code: Code; message: string; timestamp: string; requestId: string; encData?: string; signData: string }
type Content = { code: Code; encData?: string }

/** What a bureau answers to one kind of call: a code, and data with code 0. */
export type Transact = (transCode: string, payload: unknown) => { code: '0' | '2001' | '2002'; data?: object }

export type Gateway = {
  /** Answers one POST; never throws for what the caller sent. */
  answer(body: Buffer): Answer
  busy(): Answer
  forget(): void
}

/** A bureau's gateway: SM2-signed, SM4-encrypted both ways. */
export function makeEnvelopeGateway(keys: EnvelopeKeys, clock: Clock, transact: Transact): Gateway {
  const seen = new Map<string, { digest: string; content: Content; at: number }>()
  const signed = (requestId: string, { code, encData }: Content): Answer => {
    const fields = { code, message: messages[code], timestamp: String(clock.now()), requestId, encData }
    return { ...fields, signData: sign(signedText(fields), keys.privateKey) }
  }
  const once = (call: Envelope, payload: string): Content => {
    const digest = createHash('sm3').update(`${call.transCode}\n${payload}`).digest('hex')
    const first = seen.get(call.requestId)
    if (first !== undefined) return first.digest === digest ? first.content : { code: '1003' }
    const { code, data } = transact(call.transCode, parseJson(payload))
    const content = data === undefined ? { code } : { code, encData: encrypt(JSON.stringify(data), keys.sm4Key) }
    seen.set(call.requestId, { digest, content, at: clock.now() })
    return content
  }
  return {
    answer(body) {
      for (const [id, { at }] of seen) if (clock.now() - at > rememberedMs) seen.delete(id)
      const call = envelope.safeParse(parseJson(body))
      if (!call.success) return signed(requestIdOf(parseJson(body)), { code: '2002' })
      const refused = refusal(call.data, keys, clock.now())
      if (refused !== undefined) return signed(call.data.requestId, { code: refused })
      const payload = decrypt(call.data.encData, keys.sm4Key)
      return signed(call.data.requestId, payload === undefined ? { code: '2002' } : once(call.data, payload))
    },
    busy: () => signed('', { code: '-1' }),
    forget: () => seen.clear()
  }
}

function refusal(call: Envelope, keys: EnvelopeKeys, now: number): Code | undefined {
  if (call.appCode !== keys.appCode) return '1004'
  if (Math.abs(now - Number(call.timestamp)) > skewMs) return '1002'
  return isSignedBy(signedText(call), call.signData, keys.ourPublicKey) ? undefined : '1001'
}

function requestIdOf(body: unknown): string {
  const parsed = z.object({ requestId: z.string().max(64) }).safeParse(body)
  return parsed.success ? parsed.data.requestId : ''
}
