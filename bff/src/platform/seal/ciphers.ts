import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { hmacSm3 } from '../gm/sm3'
import { sm4Ctr } from '../gm/sm4'
import { SealBroken } from './seal-broken'

/** How records are encrypted at rest; each can open only its own. */
export type SealAlgorithm = 'aes-256-gcm' | 'sm4'

/** Seals bytes so that they open only under the same key and the same bound bytes; opening throws SealBroken. */
type Cipher = {
  seal(key: KeyObject, plain: Buffer, bound: Buffer): Buffer
  open(key: KeyObject, body: Buffer, bound: Buffer): Buffer
}

/** iv (12) ‖ ciphertext ‖ tag (16). */
const aes256Gcm: Cipher = {
  seal(key, plain, bound) {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', aesKey(key), iv, { authTagLength: 16 }).setAAD(bound)
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
  open(key, body, bound) {
    if (body.length < 28) throw new SealBroken('malformed', 'the sealed value is cut off')
    const decipher = createDecipheriv('aes-256-gcm', aesKey(key), body.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(bound).setAuthTag(body.subarray(-16))
    try {
      return Buffer.concat([decipher.update(body.subarray(12, -16)), decipher.final()])
    } catch {
      throw new SealBroken('tampered', 'the sealed value does not open')
    }
  }
}

/** iv (16) ‖ SM4-CTR ciphertext ‖ HMAC-SM3 (32), encrypt then MAC: OpenSSL 3.0 has no SM4-GCM, in JavaScript it is slow. */
const sm4: Cipher = {
  seal(key, plain, bound) {
    const iv = randomBytes(16)
    const ciphertext = sm4Ctr(sm4Key(key), iv, plain)
    return Buffer.concat([iv, ciphertext, sm4Tag(key, bound, iv, ciphertext)])
  },
  open(key, body, bound) {
    if (body.length < 48) throw new SealBroken('malformed', 'the sealed value is cut off')
    const iv = body.subarray(0, 16)
    const ciphertext = body.subarray(16, -32)
    if (!timingSafeEqual(sm4Tag(key, bound, iv, ciphertext), body.subarray(-32))) {
      throw new SealBroken('tampered', 'the sealed value does not open')
    }
    return sm4Ctr(sm4Key(key), iv, ciphertext)
  }
}

export const ciphers = { 'aes-256-gcm': aes256Gcm, sm4 } satisfies Record<SealAlgorithm, Cipher>

function sm4Tag(key: KeyObject, bound: Buffer, iv: Buffer, ciphertext: Buffer): Buffer {
  // The length keeps a byte from wandering between the bound bytes and the iv.
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bound.length)
  return hmacSm3(derive('sm3', key, 'sm4 authentication', 32), length, bound, iv, ciphertext)
}

function aesKey(key: KeyObject): Buffer {
  return derive('sha256', key, 'aes-256-gcm encryption', 32)
}

function sm4Key(key: KeyObject): Buffer {
  return derive('sm3', key, 'sm4 encryption', 16)
}

/** Derived once per key, which costs as much as sealing a short value. Gone with the key. */
const derived = new WeakMap<KeyObject, Map<string, Buffer>>()

/** The purpose names version and algorithm, so that a body under another label does not open. */
function derive(hash: 'sha256' | 'sm3', key: KeyObject, purpose: string, bytes: number): Buffer {
  const known = derived.get(key) ?? new Map<string, Buffer>()
  derived.set(key, known)
  const made = known.get(purpose) ?? Buffer.from(hkdfSync(hash, key, '', `zhijianban seal v1: ${purpose}`, bytes))
  known.set(purpose, made)
  return made
}
