import { LRUCache } from 'lru-cache'
import { sm2 } from 'sm-crypto-v2'
import { DecryptFailed } from './decrypt-failed'
import { signatureFromDer, signatureToDer } from './sm2-signature-der'

/** The user id every Chinese gateway expects unless it says otherwise (GM/T 0009-2012). */
export const defaultSm2UserId = '1234567812345678'

/** r‖s as 128 hex digits, or DER in hex. */
export type Sm2SignatureForm = 'raw' | 'der'

type PrecomputedKey = ReturnType<typeof sm2.precomputePublicKey>

const order = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'
// A table costs about a megabyte and makes a verification about six times faster; departments are few.
const precomputedKeys = new LRUCache<string, PrecomputedKey>({ max: 16 })

/** A fresh SM2 key pair in lower-case hex: private 64 digits, public `04` and 128 digits. */
export function sm2KeyPair(): { privateKey: string; publicKey: string } {
  return sm2.generateKeyPairHex()
}

/**
 * Signs with SM2 and SM3 (GB/T 32918.2-2016, with the user id hashed in); gives lower-case hex. Runs in JavaScript and
 * not in constant time: some 0.6 ms.
 */
export function sm2Sign(
  privateKeyHex: string,
  message: Buffer,
  userId: string = defaultSm2UserId,
  form: Sm2SignatureForm = 'raw'
): string {
  const raw = sm2.doSignature(message, privateKeyHex, { hash: true, userId, der: false })
  return form === 'der' ? signatureToDer(raw) : raw
}

/**
 * Whether the signature (hex) fits message, public key and user id (GB/T 32918.2-2016). False on every kind of garbage,
 * never throws. The public key may be compressed, `04`-prefixed or bare x‖y.
 */
export function sm2Verify(
  publicKeyHex: string,
  message: Buffer,
  signature: string,
  userId: string = defaultSm2UserId,
  form: Sm2SignatureForm = 'raw'
): boolean {
  const raw = readSm2Signature(signature, form)
  if (raw === undefined) return false
  try {
    return sm2.doVerifySignature(message, raw, precomputed(publicKeyHex), { hash: true, userId, der: false })
  } catch {
    return false
  }
}

/** r‖s in lower case when it is a signature at all, in whatever form; undefined otherwise. */
export function readSm2Signature(signature: string, form: Sm2SignatureForm = 'raw'): string | undefined {
  const given = signature.toLowerCase()
  const raw = form === 'der' ? signatureFromDer(given) : given
  return raw !== undefined && isSignature(raw) ? raw : undefined
}

/** Encrypts (GB/T 32918.4-2016) to hex `04`‖C1‖C3‖C2; at least one byte. Meant for keys, not for documents. */
export function sm2Encrypt(publicKeyHex: string, plain: Buffer): string {
  // The library answers a broken ciphertext with nothing at all, so nothing must never be a valid plaintext.
  if (plain.length === 0) throw new RangeError('SM2 encrypts at least one byte')
  return `04${sm2.doEncrypt(plain, withPrefix(publicKeyHex), 1, { asn1: false })}`
}

/** Opens hex C1‖C3‖C2, with or without the leading `04`; throws DecryptFailed on anything else. */
export function sm2Decrypt(privateKeyHex: string, ciphertextHex: string): Buffer {
  // C1 itself may begin with 04, so both readings are tried; C3 tells the right one.
  const readings = ciphertextHex.startsWith('04') ? [ciphertextHex.slice(2), ciphertextHex] : [ciphertextHex]
  for (const reading of readings) {
    const plain = decryptBare(privateKeyHex, reading)
    if (plain !== undefined) return plain
  }
  throw new DecryptFailed('SM2 ciphertext does not open')
}

function decryptBare(privateKeyHex: string, ciphertextHex: string): Buffer | undefined {
  if (!/^(?:[0-9a-f]{2})+$/i.test(ciphertextHex) || ciphertextHex.length <= 192) return undefined
  try {
    const plain = Buffer.from(sm2.doDecrypt(ciphertextHex, privateKeyHex, 1, { output: 'array', asn1: false }))
    return plain.length > 0 ? plain : undefined
  } catch {
    return undefined
  }
}

/** Steps B1 and B2 of the standard, 1 ≤ r, s < n, which the library leaves to its curve arithmetic. */
function isSignature(raw: string): boolean {
  return /^[0-9a-f]{128}$/.test(raw) && isScalar(raw.slice(0, 64)) && isScalar(raw.slice(64))
}

function isScalar(hex: string): boolean {
  return /[^0]/.test(hex) && hex < order
}

function precomputed(publicKeyHex: string): PrecomputedKey {
  const full = withPrefix(publicKeyHex).toLowerCase()
  const known = precomputedKeys.get(full)
  if (known !== undefined) return known
  const fresh = sm2.precomputePublicKey(full)
  precomputedKeys.set(full, fresh)
  return fresh
}

/** The key with the byte `04` that some leave out. */
export function withPrefix(publicKeyHex: string): string {
  return publicKeyHex.length === 128 ? `04${publicKeyHex}` : publicKeyHex
}

/** The public key (`04` and 128 hex digits) of a private one. */
export const sm2PublicKey = (privateKeyHex: string): string => sm2.getPublicKeyFromPrivateKey(privateKeyHex)
