import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { hmacSm3 } from '../gm/sm3'
import { ciphers, type SealAlgorithm } from './ciphers'
import { SealBroken } from './seal-broken'
import { readBytes, readText, readWrapped, type Sealed, writeBytes, writeText, writeWrapped } from './sealed-form'

/** One citizen's key. A KeyObject, so that neither a log nor JSON can show its bytes. */
export type DataKey = KeyObject

export type SealerOptions = {
  /** 32 bytes each; the first wraps, the others only open what they wrapped before. */
  masterKeys: { id: string; key: Buffer }[]
  /** 32 bytes; cannot be changed without rewriting every blind index. */
  indexKey: Buffer
  /** Which algorithm writes; both are always read. */
  algorithm: SealAlgorithm
}

/**
 * Encryption at rest (PIPL art. 51, GB/T 39786-2021): a master key wraps one data key per citizen, a record is sealed
 * under the citizen's data key. `context` (`table.column:row id`) is authenticated but not stored: a ciphertext opens
 * only in its own place. Opening throws SealBroken and never gives garbage.
 */
export type Sealer = {
  /** A fresh data key, wrapped under the current master key, to store with the citizen. */
  newWrappedKey(): string
  unwrap(wrapped: string): DataKey
  /** The same data key under the current master key and algorithm; the very same text when it is already. */
  rewrap(wrapped: string): string
  seal(key: DataKey, plain: string | Buffer, context: string): string
  open(key: DataKey, sealed: string, context: string): Buffer
  openText(key: DataKey, sealed: string, context: string): string
  /** For files: binary in, binary out, the whole file in memory and on this thread. */
  sealBytes(key: DataKey, plain: Buffer, context: string): Buffer
  openBytes(key: DataKey, sealed: Buffer, context: string): Buffer
  /**
   * A keyed hash to look a sealed value up by (43 characters); equal values of one purpose give equal hashes. Purposes
   * are words of the program, never made of what somebody sent.
   */
  blindIndex(purpose: string, value: string): string
}

const wrapContext = 'data key'

/** Makes a sealer; throws one Error that names every mistake in the keys. */
export function makeSealer({ masterKeys, indexKey, algorithm }: SealerOptions): Sealer {
  const current = checkKeys(masterKeys, indexKey)
  const masters = new Map(masterKeys.map(({ id, key }) => [id, createSecretKey(key)]))
  const indexKeyFor = makeIndexKeys(createSecretKey(indexKey))
  const sealed = (key: KeyObject, plain: Buffer, context: string): Sealed => ({
    algorithm,
    body: ciphers[algorithm].seal(key, plain, Buffer.from(context))
  })
  const wrap = (key: Buffer) => {
    const master = masterNamed(masters, current)
    return writeWrapped(current, sealed(master, key, wrapContext))
  }
  const unwrap = (wrapped: string) => {
    const read = readWrapped(wrapped)
    return createSecretKey(opened(masterNamed(masters, read.masterKeyId), read, wrapContext))
  }
  const open = (key: DataKey, text: string, context: string) => opened(key, readText(text), context)
  return {
    newWrappedKey: () => wrap(randomBytes(32)),
    unwrap,
    rewrap(wrapped) {
      const read = readWrapped(wrapped)
      const key = unwrap(wrapped)
      return read.masterKeyId === current && read.algorithm === algorithm ? wrapped : wrap(key.export())
    },
    seal: (key, plain, context) => writeText(sealed(key, Buffer.from(plain), context)),
    open,
    openText: (key, text, context) => open(key, text, context).toString('utf8'),
    sealBytes: (key, plain, context) => writeBytes(sealed(key, plain, context)),
    openBytes: (key, bytes, context) => opened(key, readBytes(bytes), context),
    blindIndex: (purpose, value) => hmacSm3(indexKeyFor(purpose), value).toString('base64url')
  }
}

function opened(key: KeyObject, { algorithm, body }: Sealed, context: string): Buffer {
  return ciphers[algorithm].open(key, body, Buffer.from(context))
}

/**
 * The key of each purpose, derived once: that costs more than the hash. Always SM3, whatever the algorithm: a changed
 * configuration must still find the old rows.
 */
function makeIndexKeys(index: KeyObject): (purpose: string) => Buffer {
  const derived = new Map<string, Buffer>()
  return (purpose) => {
    const known = derived.get(purpose)
    if (known) return known
    const key = Buffer.from(hkdfSync('sm3', index, '', `zhijianban blind index v1: ${purpose}`, 32))
    derived.set(purpose, key)
    return key
  }
}

function masterNamed(masters: Map<string, KeyObject>, id: string): KeyObject {
  const master = masters.get(id)
  if (master === undefined) throw new SealBroken('unknown-master-key', `master key "${id}" is not configured`)
  return master
}

function checkKeys(masterKeys: SealerOptions['masterKeys'], indexKey: Buffer): string {
  const ids = masterKeys.map(({ id }) => id)
  const current = ids[0] ?? ''
  const problems = [
    ...(ids.length === 0 ? ['no master key'] : []),
    ...ids
      .filter((id) => !/^[A-Za-z0-9_-]{1,32}$/.test(id))
      .map((id) => `master key id "${id}": 1-32 of A-Z a-z 0-9 _ -`),
    ...(new Set(ids).size < ids.length ? ['two master keys have the same id'] : []),
    ...masterKeys.filter(({ key }) => key.length !== 32).map(({ id }) => `master key "${id}": must be 32 bytes`),
    ...(indexKey.length === 32 ? [] : ['index key: must be 32 bytes'])
  ]
  if (problems.length > 0) throw new Error(`the seal keys are wrong: ${problems.join('; ')}`)
  return current
}
