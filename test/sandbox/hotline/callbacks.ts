import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock'
import type { Faults } from '../faults'
import { signature } from '../hmac-sm3'
import type { Store } from '../store'
import { makeTicker, type Ticker, waitUntil } from '../ticker'
import type { HotlineState } from './state'

// 1 s, 2 s, 4 s … 60 s; given up after these tries
const firstWaitMs = 1000
const longestWaitMs = 60_000
const mostTries = 1440
const timeoutMs = 10_000

type Parts = { store: Store<HotlineState>; clock: Clock; faults: Faults; secret: string; closing: AbortSignal }
type Pending = HotlineState['callbacks'][number]

/** Sends queued callbacks until each is answered with 0000; none while the hotline is set to be down. */
export function makeHotlineCallbacks(parts: Parts): Ticker {
  const { store, clock, faults, closing } = parts
  for (const pending of store.data.callbacks) pending.nextAt = 0
  const due = () =>
    faults.get('hotline').fault === 'down'
      ? []
      : store.data.callbacks.filter(({ nextAt }) => waitUntil(nextAt, clock.now(), longestWaitMs) === 0)
  return makeTicker({
    clock,
    longestWaitMs,
    dueAt: () => (faults.get('hotline').fault === 'down' ? [] : store.data.callbacks.map(({ nextAt }) => nextAt)),
    async work() {
      for (const pending of due()) {
        if (closing.aborted) return
        await deliver(pending, parts)
        await store.save()
      }
    }
  })
}

async function deliver(pending: Pending, parts: Parts): Promise<void> {
  const { store, clock } = parts
  const taken = await post(pending, parts)
  pending.tries += 1
  pending.nextAt = clock.now() + Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(pending.tries - 1, 10))
  if (taken || pending.tries >= mostTries)
    store.data.callbacks = store.data.callbacks.filter(({ eventId }) => eventId !== pending.eventId)
}

async function post({ eventId, outerId }: Pending, { store, clock, secret, closing }: Parts): Promise<boolean> {
  const order = store.data.orders.find((one) => one.outerId === outerId)
  const event = order?.events.find((one) => one.eventId === eventId)
  if (!order || !event) return true
  const body = Buffer.from(JSON.stringify({ outerId, orderNo: order.orderNo, ...event }))
  const { pathname, search } = new URL(order.callbackUrl)
  const timestamp = String(clock.now())
  const nonce = randomBytes(16).toString('hex')
  const signed = { method: 'POST', pathAndQuery: pathname + search, timestamp, nonce, body }
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-hotline-app-id': 'hotline',
    'x-hotline-timestamp': timestamp,
    'x-hotline-nonce': nonce,
    'x-hotline-signature': signature(signed, secret)
  }
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)])
    const reply = await fetch(order.callbackUrl, { method: 'POST', headers, body: new Uint8Array(body), signal })
    return reply.status === 200 && (await reply.text()).includes('"0000"')
  } catch {
    return false
  }
}
