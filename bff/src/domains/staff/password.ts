import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Sealer } from '../../platform/seal/sealer'

/** OWASP password storage, scrypt: 32 MiB and three passes, about 0.2 s. Kept with each hash, so they can be raised. */
const COST = { log2N: 15, r: 8, p: 3 } as const
const KEY_BYTES = 32
/** How hashes are made now: `keyed` ones first pass through the HMAC, `scrypt` ones are from before it. */
const NOW = ['keyed', COST.log2N, COST.r, COST.p].join('$')
/** For accounts that do not exist: the answer takes as long as for those that do. */
const NOBODYS = [NOW, 'A'.repeat(22), 'A'.repeat(43)].join('$')

const stretch = (text: string, salt: Buffer, { log2N, r, p }: { log2N: number; r: number; p: number }) =>
  new Promise<Buffer>((resolve, reject) => {
    const N = 2 ** log2N
    scrypt(text, salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key)
    )
  })

/** True for a hash made otherwise than today's: it still counts, and is made anew when its password is next typed. */
export const isOutdated = (kept: string): boolean => !kept.startsWith(`${NOW}$`)

/**
 * Hashes of passwords: HMAC under a key derived from the index key, which the database does not hold, then scrypt
 * (OWASP ASVS 2.4.1, 2.4.5; NIST SP 800-63B 3.1.1.2). Whoever has the database alone cannot try passwords.
 */
export function makePasswords(sealer: Pick<Sealer, 'blindIndex'>) {
  const derive = (form: string, password: string, salt: Buffer, cost: { log2N: number; r: number; p: number }) => {
    // NFKC: the same characters typed on another keyboard are the same password
    const typed = password.normalize('NFKC')
    return stretch(form === 'keyed' ? sealer.blindIndex('staff password', typed) : typed, salt, cost)
  }
  return {
    /** `keyed$15$8$3$salt$key`, salt and key in base64url. */
    hash: async (password: string): Promise<string> => {
      const salt = randomBytes(16)
      const key = await derive('keyed', password, salt, COST)
      return [NOW, salt.toString('base64url'), key.toString('base64url')].join('$')
    },
    /** False for a wrong password, and, after the same time, where there is none (`kept` null). */
    isRight: async (password: string, kept: string | null): Promise<boolean> => {
      const [form = '', log2N, r, p, salt = '', key = ''] = (kept ?? NOBODYS).split('$')
      const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) }
      const derived = await derive(form, password, Buffer.from(salt, 'base64url'), cost)
      return timingSafeEqual(derived, Buffer.from(key, 'base64url')) && kept !== null
    }
  }
}
export type Passwords = ReturnType<typeof makePasswords>
