import { createCipheriv, createDecipheriv } from 'node:crypto'
import { sm4 } from 'sm-crypto-v2'
import { DecryptFailed } from './decrypt-failed'

/** SM4-CBC with PKCS#7 padding (GB/T 32907-2016); key and iv of 16 bytes. Not authenticated: sign what you send. */
export function sm4CbcEncrypt(key: Buffer, iv: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('sm4-cbc', key, iv)
  return Buffer.concat([cipher.update(plain), cipher.final()])
}

/** Undoes `sm4CbcEncrypt`; throws DecryptFailed when the padding does not fit. */
export function sm4CbcDecrypt(key: Buffer, iv: Buffer, ciphertext: Buffer): Buffer {
  const decipher = createDecipheriv('sm4-cbc', key, iv)
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()])
  } catch {
    throw new DecryptFailed('SM4-CBC ciphertext does not open')
  }
}

/** SM4-CTR, which encrypts and decrypts alike; key and first counter block of 16 bytes. Not authenticated. */
export function sm4Ctr(key: Buffer, counter: Buffer, data: Buffer): Buffer {
  return createCipheriv('sm4-ctr', key, counter).update(data)
}

/** SM4-GCM (RFC 8998): key of 16 bytes, iv of 12 bytes never used twice with the key, tag of 16 bytes. */
export function sm4GcmEncrypt(
  key: Buffer,
  iv: Buffer,
  plain: Buffer,
  associatedData: Buffer = Buffer.alloc(0)
): { ciphertext: Buffer; tag: Buffer } {
  checkGcm(key, iv)
  const { output, tag } = sm4.encrypt(plain, key, { ...gcm, iv, associatedData, outputTag: true })
  if (tag === undefined) throw new Error('SM4-GCM gave no tag')
  return { ciphertext: Buffer.from(output), tag: Buffer.from(tag) }
}

/** Undoes `sm4GcmEncrypt`; throws DecryptFailed unless the tag of 16 bytes fits ciphertext, iv and associated data. */
export function sm4GcmDecrypt(
  key: Buffer,
  iv: Buffer,
  ciphertext: Buffer,
  tag: Buffer,
  associatedData: Buffer = Buffer.alloc(0)
): Buffer {
  checkGcm(key, iv)
  // The library looks at the first 16 bytes only, and at nothing when it gets no tag.
  if (tag.length !== 16) throw new DecryptFailed('an SM4-GCM tag has 16 bytes')
  try {
    return Buffer.from(sm4.decrypt(ciphertext, key, { ...gcm, iv, associatedData, tag }))
  } catch {
    throw new DecryptFailed('SM4-GCM ciphertext does not open')
  }
}

// OpenSSL 3.0 under Node 20 has no sm4-gcm; the library's GCM needs no padding.
const gcm = { mode: 'gcm', output: 'array', padding: 'none' } as const

function checkGcm(key: Buffer, iv: Buffer): void {
  if (key.length !== 16) throw new RangeError('an SM4 key has 16 bytes')
  if (iv.length !== 12) throw new RangeError('an SM4-GCM iv has 12 bytes')
}
