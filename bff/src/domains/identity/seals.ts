import { LRUCache } from 'lru-cache'
import type { DataKey, Sealer } from '../../platform/seal/sealer'
import type { CitizenSeal, CitizenSeals } from './port'
import { wrappedKeyOf } from './store'

/** Unwrapped keys stay in memory this long; a destroyed key is useless everywhere after it. */
const KEY_CACHE_MS = 60_000

/** Opens and closes the sealed fields of citizens with each citizen's own key. */
export function makeCitizenSeals(sealer: Sealer): CitizenSeals {
  const keys = new LRUCache<string, DataKey>({ max: 20_000, ttl: KEY_CACHE_MS })
  const sealWith = (key: DataKey): CitizenSeal => ({
    seal: (plain, context) => sealer.seal(key, plain, context),
    open: (sealed, context) => sealer.openText(key, sealed, context),
    sealBytes: (plain, context) => sealer.sealBytes(key, plain, context),
    openBytes: (sealed, context) => sealer.openBytes(key, sealed, context)
  })
  return {
    of: async (sql, citizenId) => {
      const known = keys.get(citizenId)
      if (known) return sealWith(known)
      const wrapped = await wrappedKeyOf(sql, citizenId)
      if (wrapped === null) throw new Error(`no such citizen: ${citizenId}`)
      const key = sealer.unwrap(wrapped)
      keys.set(citizenId, key)
      return sealWith(key)
    }
  }
}
