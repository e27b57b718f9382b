import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { sm2SignAside, sm2VerifyAside } from '../gm/sm2-aside'
import { sm4CbcDecrypt, sm4CbcEncrypt } from '../gm/sm4'
import { newId } from '../new-id'
import { parseJson, type Reply } from './reply'
import type { Sign } from './signing'

/** Hex, except appCode: sm4Key 32 digits, privateKey (ours) 64, theirPublicKey 130 beginning with 04. */
export interface EnvelopeKeys {
  appCode: string
  sm4Key: string
  privateKey: string
  theirPublicKey: string
}

const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
type Fields = z.infer<typeof fields>

/**
 * Wraps the body as `{ appCode, version, encType, signType, timestamp, requestId, transCode, encData, signData }`, as
 * the gateways of 人社 and 医保 want it: encData = base64(iv ‖ SM4-CBC), signData = base64 of SM2 r‖s over the other
 * fields, sorted, as `k=v` joined by `&`; transCode is the operation. The reply opens to `{ code, message, data? }`.
 */
export function sm2Sm4Envelope(keys: EnvelopeKeys): Sign {
  return async ({ operation, body }, at) => {
    const requestId = newId()
    const plain = {
      appCode: keys.appCode,
      version: '1.0.0',
      encType: 'SM4',
      signType: 'SM2',
      timestamp: String(at.getTime()),
      requestId,
      transCode: operation,
      encData: encrypt(keys.sm4Key, body)
    }
    const signData = Buffer.from(await sm2SignAside(keys.privateKey, signedText(plain)), 'hex').toString('base64')
    return {
      headers: {},
      body: Buffer.from(JSON.stringify({ ...plain, signData })),
      open: (reply) => openEnvelope(keys, requestId, reply)
    }
  }
}

/**
 * The reply with its body replaced by `{ code, message, data? }`; null unless the department signed it for this
 * requestId. An empty requestId is let through without data: so answers a gateway that could not read the request.
 */
export async function openEnvelope(keys: EnvelopeKeys, requestId: string, reply: Reply): Promise<Reply | null> {
  const parsed = fields.safeParse(parseJson(reply.body))
  if (!parsed.success || !(await isGenuine(keys.theirPublicKey, parsed.data))) return null
  const { code, message, encData } = parsed.data
  const mine = parsed.data.requestId === requestId
  if (!mine && (parsed.data.requestId !== '' || encData !== undefined)) return null
  const plain = { code: String(code), message: String(message ?? '') }
  if (encData === undefined) return { ...reply, body: Buffer.from(JSON.stringify(plain)) }
  const data = decrypt(keys.sm4Key, String(encData))
  return data === undefined ? null : { ...reply, body: Buffer.from(JSON.stringify({ ...plain, data })) }
}

function isGenuine(publicKey: string, reply: Fields): Promise<boolean> {
  const signature = Buffer.from(String(reply.signData ?? ''), 'base64').toString('hex')
  return sm2VerifyAside(publicKey, signedText(reply), signature)
}

function signedText(reply: Fields): Buffer {
  const pairs = Object.entries(reply).filter(([key]) => key !== 'signData')
  return Buffer.from(
    pairs
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${key}=${value}`)
      .join('&')
  )
}

function encrypt(key: string, plain: Buffer): string {
  const iv = randomBytes(16)
  return Buffer.concat([iv, sm4CbcEncrypt(Buffer.from(key, 'hex'), iv, plain)]).toString('base64')
}

function decrypt(key: string, encData: string): unknown {
  const bytes = Buffer.from(encData, 'base64')
  try {
    return parseJson(sm4CbcDecrypt(Buffer.from(key, 'hex'), bytes.subarray(0, 16), bytes.subarray(16)))
  } catch {
    // too short, or not encrypted with our key
    return undefined
  }
}
