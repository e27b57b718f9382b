import { randomBytes } from 'node:crypto'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import type { Faults } from '../faults'
import { signature } from '../hmac-sm3'
import { parseJson } from '../read-body'
import type { Store } from '../store'
import { makeTicker, type Ticker, waitUntil } from '../ticker'
import { findCase, type PendingCallback, type YkbState } from './state'

// 1 s, 2 s, 4 s … 60 s, for 24 h.
const firstWaitMs = 1000
const longestWaitMs = 60_000
const givenUpAfterMs = 24 * 3_600_000
const timeoutMs = 10_000
const atOnce = 16

type Parts = {
  store: Store<YkbState>
  clock: Clock
  faults: Faults
  calls: CallLog
  secret: string
  closing: AbortSignal
}

/**
 * Sends queued callbacks until each is answered with HTTP 200 and code 0000: the oldest of a case first, the next one
 * only after it. Every one still queued is tried again at a start.
 */
export function makeCallbacks(parts: Parts): Ticker {
  const { store, clock, faults } = parts
  for (const pending of store.data.callbacks) pending.nextAt = 0
  const heads = () => (faults.callbacksSilent() ? [] : firstOfEachCase(store.data.callbacks))
  const due = () => heads().filter(({ nextAt }) => waitUntil(nextAt, clock.now(), longestWaitMs) === 0)
  return makeTicker({
    clock,
    longestWaitMs,
    dueAt: () => heads().map(({ nextAt }) => nextAt),
    async work() {
      for (let batch = due(); batch.length > 0 && !parts.closing.aborted; batch = due()) {
        await Promise.all(batch.slice(0, atOnce).map((pending) => deliver(pending, parts)))
        await store.save()
      }
    }
  })
}

function firstOfEachCase(callbacks: readonly PendingCallback[]): PendingCallback[] {
  const heads = new Map<string, PendingCallback>()
  for (const pending of callbacks) if (!heads.has(pending.outerId)) heads.set(pending.outerId, pending)
  return [...heads.values()]
}

async function deliver(pending: PendingCallback, parts: Parts): Promise<void> {
  const { store, clock, faults, calls, closing } = parts
  const call = callOf(pending, store.data)
  const drop = () => {
    store.data.callbacks = store.data.callbacks.filter(({ eventId }) => eventId !== pending.eventId)
  }
  if (call === undefined) return drop()
  if (faults.get('ykb').fault === 'lost') {
    faults.takeForCallback()
    calls.record({ system: 'ykb-callback', method: 'POST', path: new URL(call.url).pathname, outcome: 'lost' })
    return drop()
  }
  const outcome = await post(call, parts)
  // A send cut short by our own end says nothing about the receiver.
  if (closing.aborted && outcome !== '0000') return
  calls.record({ system: 'ykb-callback', method: 'POST', path: new URL(call.url).pathname, outcome })
  if (outcome === '0000') {
    if (faults.takeForCallback() === 'duplicate') {
      const again = await post(call, parts)
      calls.record({
        system: 'ykb-callback',
        method: 'POST',
        path: new URL(call.url).pathname,
        outcome: `again ${again}`
      })
    }
    return drop()
  }
  pending.tries += 1
  // Real time: a tester who moves the clock by a day must not lose what waits for a stopped receiver.
  pending.firstTriedAt ??= Date.now()
  pending.nextAt = clock.now() + Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(pending.tries - 1, 10))
  if (Date.now() - pending.firstTriedAt >= givenUpAfterMs) drop()
}

type Outgoing = { url: string; body: Buffer }

function callOf({ outerId, eventId }: PendingCallback, state: YkbState): Outgoing | undefined {
  const one = findCase(state, outerId)
  const event = one?.events.find((candidate) => candidate.eventId === eventId)
  if (one === undefined || event === undefined) return undefined
  return { url: one.callbackUrl, body: Buffer.from(JSON.stringify({ outerId, receiptNo: one.receiptNo, ...event })) }
}

async function post({ url, body }: Outgoing, { clock, secret, closing }: Parts): Promise<string> {
  const { pathname, search } = new URL(url)
  const timestamp = String(clock.now())
  const nonce = randomBytes(16).toString('hex')
  const signed = { method: 'POST', pathAndQuery: pathname + search, timestamp, nonce, body }
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-ykb-app-id': 'ykb',
    'x-ykb-timestamp': timestamp,
    'x-ykb-nonce': nonce,
    'x-ykb-signature': signature(signed, secret)
  }
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)])
    const reply = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body), redirect: 'manual', signal })
    const answer = parseJson(await reply.text())
    const done = reply.status === 200 && codeOf(answer) === '0000'
    return done ? '0000' : `${reply.status} ${codeOf(answer)}`.trim()
  } catch {
    return 'no answer'
  }
}

function codeOf(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : ''
}
