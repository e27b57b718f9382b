import type { Clock } from '../clock/clock'
import type { Sql, Tx } from '../db/db'
import type { RecurringJob } from '../jobs/recurring'
import { newId } from '../new-id'
import { confirmHold, forgetEmpty, freeDue, insertHold, releaseHold, takenIn } from './store'

/** How many places a slot of a resource has; its owner (content, a table of the domain) says so at each call. */
export interface Offer {
  /** whose places: halls:service-centre-social */
  resource: string
  /** opaque and sortable: 2026-11-23T09:00 */
  slot: string
  capacity: number
}

/**
 * Places that run out: a counter per resource and slot, never above its capacity, on any number of processes. A hold
 * whose time has come counts no more from that moment on, whether or not the job has removed it.
 */
export interface Slots {
  /** The id of the hold, or 'full'. Without `until` it is confirmed at once. */
  hold(tx: Tx, wanted: Offer & { quantity: number; until: Date | null }): Promise<string | 'full'>
  /** False when the hold has expired or was released; confirming twice is confirming once. */
  confirm(tx: Tx, holdId: string): Promise<boolean>
  /** Gives the places back, of a hold or of what was confirmed. False when they had been given back already. */
  release(tx: Tx, holdId: string): Promise<boolean>
  /** Free places of each slot, by slot; 0 where the capacity has been lowered below what is taken. */
  free(sql: Sql, resource: string, offers: readonly Omit<Offer, 'resource'>[]): Promise<Map<string, number>>
}

/** Throws RangeError on a quantity that is no whole number of at least 1. */
export const makeSlots = (clock: Clock): Slots => ({
  hold: async (tx, wanted) => {
    if (!Number.isInteger(wanted.quantity) || wanted.quantity < 1) throw new RangeError('a hold is of 1 or more places')
    const row = { ...wanted, id: newId(), at: clock.now() }
    if (await insertHold(tx, row)) return row.id
    // full of holds whose time has come, perhaps
    const freed = await freeDue(tx, clock.now(), wanted)
    return freed > 0 && (await insertHold(tx, row)) ? row.id : 'full'
  },
  confirm: (tx, holdId) => confirmHold(tx, holdId, clock.now()),
  release: (tx, holdId) => releaseHold(tx, holdId, clock.now()),
  free: async (sql, resource, offers) => {
    const taken = await takenIn(
      sql,
      resource,
      offers.map(({ slot }) => slot),
      clock.now()
    )
    return new Map(offers.map(({ slot, capacity }) => [slot, Math.max(0, capacity - (taken.get(slot) ?? 0))]))
  }
})

/** A counter nobody has touched for so long is of a slot that is over. */
const KEEP_EMPTY_MS = 30 * 24 * 3_600_000

/** Removes holds whose time has come, and counters of slots that are long over and hold nothing. */
export const expireSlots = (db: Sql, clock: Clock): RecurringJob => ({
  name: 'platform.expire-slots',
  everyMs: 30_000,
  run: async () => {
    const now = clock.now()
    while ((await freeDue(db, now)) > 0);
    await forgetEmpty(db, new Date(now.getTime() - KEEP_EMPTY_MS))
  }
})
