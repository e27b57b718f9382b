import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'

// GM/T 0009: the user id when the parties agree on none.
const userId = '1234567812345678'

/** The text that is signed: every field except signData, keys sorted, `k=v` joined by `&`. */
export function signedText(fields: Record<string, string | undefined>): string {
  return Object.entries(fields)
    .filter(([key, value]) => key !== 'signData' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
}

/** SM2 signature (GB/T 32918.2, hash SM3) as base64 of r||s, 64 bytes. Keys are hex. */
export function sign(text: string, privateKey: string): string {
  return Buffer.from(
    sm2.doSignature(Buffer.from(text), privateKey, { hash: true, der: false, userId }),
    'hex'
  ).toString('base64')
}

// a verification takes a seventh of the time with the table of its key, and a sandbox knows one caller
const prepared = new Map<string, ReturnType<typeof sm2.precomputePublicKey>>()
function preparedKey(publicKey: string) {
  const known = prepared.get(publicKey) ?? sm2.precomputePublicKey(publicKey)
  prepared.set(publicKey, known)
  return known
}

/** Whether a base64 r||s signature is right; anything that is not 64 bytes is wrong. */
export function isSignedBy(text: string, signature: string, publicKey: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.length !== 64) return false
  try {
    return sm2.doVerifySignature(Buffer.from(text), bytes.toString('hex'), preparedKey(publicKey), {
      hash: true,
      der: false,
      userId
    })
  } catch {
    // r or s outside the group order
    return false
  }
}

/** base64(iv || SM4-CBC-PKCS7(text)) with a random iv (GB/T 32907); key = 32 hex digits. */
export function encrypt(text: string, key: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('sm4-cbc', Buffer.from(key, 'hex'), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** The text inside `encrypt`'s output, or undefined when it cannot be decrypted. */
export function decrypt(encData: string, key: string): string | undefined {
  const bytes = Buffer.from(encData, 'base64')
  if (bytes.length < 32) return undefined
  try {
    const decipher = createDecipheriv('sm4-cbc', Buffer.from(key, 'hex'), bytes.subarray(0, 16))
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
