import type { PlatformDoor, PlatformEntry } from '../../domains/services/port'
import type { Clock } from '../../platform/clock/clock'
import { equalHex } from '../../platform/gm/equal-hex'
import { hmacSm3 } from '../../platform/gm/sm3'
import type { Kv } from '../../platform/kv/kv'
import { newId } from '../../platform/new-id'

/** How far the clocks of the two sides may be apart, and how long an entry is good, in ms. */
const SKEW_MS = 300_000
/** An entry from a clock 300 s ahead is good for 600 s. */
const REMEMBERED_MS = 2 * SKEW_MS + 1_000

interface Keys {
  /** address of the platform's own page of an item; undefined = nobody is sent there */
  pageUrl: string | undefined
  /** origins a person may be led back to */
  returnOrigins: readonly string[]
  secret: string
  callbackSecret: string
}

const signed = (secret: string, { itemCode, returnUrl, timestamp, nonce }: Omit<PlatformEntry, 'signature'>) =>
  hmacSm3(secret, `ENTER\n${itemCode}\n${returnUrl}\n${timestamp}\n${nonce}`).toString('hex')

/** The door between the platform's pages and ours, both ways: signed with HMAC-SM3, good once, for five minutes. */
export function makeYkbDoor(keys: Keys, { kv, clock }: { kv: Kv; clock: Clock }): PlatformDoor {
  return {
    opens: async (entry) => {
      const apartMs = Math.abs(clock.now().getTime() - Number(entry.timestamp))
      if (!/^\d{13}$/.test(entry.timestamp) || apartMs > SKEW_MS) return false
      if (!equalHex(entry.signature, signed(keys.callbackSecret, entry))) return false
      // after the signature: a stranger must not be able to use up the platform's nonces
      if (!/^[!-~]{16,64}$/.test(entry.nonce)) return false
      return kv.setIfAbsent(`entry:ykb:${entry.nonce}`, entry.timestamp, REMEMBERED_MS)
    },
    wayBack: (url) => (URL.canParse(url) && keys.returnOrigins.includes(new URL(url).origin) ? url : null),
    pageOf: (itemCode, returnUrl) => {
      if (keys.pageUrl === undefined) return null
      const given = { itemCode, returnUrl, timestamp: String(clock.now().getTime()), nonce: newId() }
      const query = new URLSearchParams({
        item: itemCode,
        back: returnUrl,
        ts: given.timestamp,
        nonce: given.nonce,
        sign: signed(keys.secret, given)
      })
      return `${keys.pageUrl}?${query}`
    }
  }
}
