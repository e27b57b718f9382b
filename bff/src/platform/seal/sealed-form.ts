import type { SealAlgorithm } from './ciphers'
import { SealBroken } from './seal-broken'

// Written into every sealed value for as long as the database lives: extend, never renumber.
const marks = { 'aes-256-gcm': { text: 'aes', byte: 1 }, sm4: { text: 'sm4', byte: 2 } } as const
const algorithms = ['aes-256-gcm', 'sm4'] as const
const versionByte = 1

/** A sealed value taken apart: the algorithm and what its cipher wrote. */
export type Sealed = { algorithm: SealAlgorithm; body: Buffer }

/** `v1.<aes|sm4>.<base64url>`. */
export function writeText({ algorithm, body }: Sealed): string {
  return `v1.${marks[algorithm].text}.${body.toString('base64url')}`
}

/** Undoes `writeText`; throws SealBroken on any other spelling. */
export function readText(text: string): Sealed {
  const [version, mark, encoded, ...rest] = text.split('.')
  const algorithm = algorithms.find((name) => marks[name].text === mark)
  if (version !== 'v1' || algorithm === undefined || encoded === undefined || rest.length > 0) throw malformed()
  return { algorithm, body: readBase64(encoded) }
}

/** One version byte, one algorithm byte, the body: 30 (AES) or 50 (SM4) bytes more than the plaintext. */
export function writeBytes({ algorithm, body }: Sealed): Buffer {
  return Buffer.concat([Buffer.of(versionByte, marks[algorithm].byte), body])
}

/** Undoes `writeBytes`; throws SealBroken on an unknown version or algorithm. */
export function readBytes(bytes: Buffer): Sealed {
  const algorithm = algorithms.find((name) => marks[name].byte === bytes[1])
  if (bytes[0] !== versionByte || algorithm === undefined) throw malformed()
  return { algorithm, body: bytes.subarray(2) }
}

/** `k1.<master key id>.<aes|sm4>.<base64url>`: a data key wrapped under the named master key. */
export function writeWrapped(masterKeyId: string, { algorithm, body }: Sealed): string {
  return `k1.${masterKeyId}.${marks[algorithm].text}.${body.toString('base64url')}`
}

/** Undoes `writeWrapped`; throws SealBroken on any other spelling. */
export function readWrapped(text: string): Sealed & { masterKeyId: string } {
  const [version, masterKeyId, mark, encoded, ...rest] = text.split('.')
  const algorithm = algorithms.find((name) => marks[name].text === mark)
  if (version !== 'k1' || !masterKeyId || !algorithm || encoded === undefined || rest.length > 0) throw malformed()
  return { masterKeyId, algorithm, body: readBase64(encoded) }
}

function readBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  // Node skips what it does not know; without this check an altered text could still open.
  if (bytes.toString('base64url') !== text) throw malformed()
  return bytes
}

function malformed(): SealBroken {
  return new SealBroken('malformed', 'not a sealed value')
}
