import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Clock } from '../clock'
import { parseJson } from '../read-body'
import type { Bureau } from './bureau'
import { decrypt, encrypt, isSignedBy, sign, signedText } from './envelope'

const skewMs = 180_000
// A signature is refused after the skew, so an answer need not be remembered much longer.
const rememberedMs = 600_000

export type BureauKeys = { appCode: string; sm4Key: string; ourPublicKey: string; privateKey: string }

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

const flexStatusQuery = z.object({ certNo: z.string(), name: z.string() })

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

export type Gateway = {
  /** Answers one POST /rsj/gateway; never throws for what the caller sent. */
  answer(body: Buffer): Answer
  busy(): Answer
  forget(): void
}

/** The bureau's gateway: SM2-signed, SM4-encrypted both ways. */
export function makeGateway(keys: BureauKeys, clock: Clock, bureau: Bureau): Gateway {
  const seen = new Map<string, { digest: string; content: Content; at: number }>()
  const signed = (requestId: string, { code, encData }: Content): Answer => {
    const fields = { code, message: messages[code], timestamp: String(clock.now()), requestId, encData }
    return { ...fields, signData: sign(signedText(fields), keys.privateKey) }
  }
  const once = (call: Envelope, payload: string): Content => {
    const digest = createHash('sm3').update(`${call.transCode}\n${payload}`).digest('hex')
    const first = seen.get(call.requestId)
    if (first !== undefined) return first.digest === digest ? first.content : { code: '1003' }
    const content = transact(call.transCode, parseJson(payload), bureau, keys.sm4Key)
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

function refusal(call: Envelope, keys: BureauKeys, now: number): Code | undefined {
  if (call.appCode !== keys.appCode) return '1004'
  if (Math.abs(now - Number(call.timestamp)) > skewMs) return '1002'
  return isSignedBy(signedText(call), call.signData, keys.ourPublicKey) ? undefined : '1001'
}

function transact(transCode: string, payload: unknown, bureau: Bureau, sm4Key: string): Content {
  const query = flexStatusQuery.safeParse(payload)
  if (transCode !== 'SI_FLEX_STATUS' || !query.success) return { code: '2002' }
  const status = bureau.status(query.data.certNo, query.data.name)
  if (status === undefined) return { code: '2001' }
  return { code: '0', encData: encrypt(JSON.stringify(status), sm4Key) }
}

function requestIdOf(body: unknown): string {
  const parsed = z.object({ requestId: z.string().max(64) }).safeParse(body)
  return parsed.success ? parsed.data.requestId : ''
}
