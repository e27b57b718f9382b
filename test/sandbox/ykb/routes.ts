import Router from '@koa/router'
import type { Context, Middleware } from 'koa'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import { parseJson, queryValue, readBytes } from '../read-body'
import type { Bureau } from '../rsj/bureau'
import { makeNonces, refuseCall } from '../signed-call'
import { openShelf, openStore } from '../store'
import { type Answer, answer, type Code } from './answers'
import { apply } from './apply'
import { makeAutopilot } from './autopilot'
import { makeCallbacks } from './callbacks'
import { addDeskRoutes } from './desk-routes'
import type { Item } from './items'
import { listCases, listItems } from './lists'
import type { YkbParts } from './parts'
import { addPortalRoutes } from './portal'
import { emptyYkb, findCase, stateOf, ykbState } from './state'
import { supplement } from './supplement'

export type YkbKeys = { appId: string; secret: string; callbackSecret: string }

type Parts = {
  keys: YkbKeys
  items: readonly Item[]
  dataDir: string | undefined
  bffUrl: string
  clock: Clock
  bureau: Bureau
  faults: Faults
  calls: CallLog
  closing: AbortSignal
}

/** The acceptance platform: API, clerk's desk, callbacks. `start` sends what an earlier process left in the queue. */
export function makeYkb({ keys, items, dataDir, bffUrl, clock, bureau, faults, calls, closing }: Parts) {
  const store = openStore(dataDir, 'ykb', ykbState, emptyYkb)
  const nonces = makeNonces(clock)
  const callbacks = makeCallbacks({ store, clock, faults, calls, secret: keys.callbackSecret, closing })
  const changed = () => {
    callbacks.ring()
    autopilot.ring()
  }
  const parts: YkbParts = { store, shelf: openShelf(dataDir, 'ykb-files'), clock, items, bureau, changed }
  const autopilot = makeAutopilot(parts)
  clock.onMove(changed)
  faults.onChange(changed)

  const router = new Router({ prefix: '/ykb' })
  const api = faultyApi({ system: 'ykb', faults, calls, closing, busyReply: () => answer('E9001') })
  addApiRoutes(
    router,
    api,
    (ctx, body) => refuseCall(ctx, body, { headerPrefix: 'x-ykb', ...keys }, clock, nonces),
    parts
  )
  addDeskRoutes(router, parts)
  addPortalRoutes(router, parts, keys, bffUrl)
  return {
    router,
    start: changed,
    pendingCallbacks: () => store.data.callbacks.length,
    async settled() {
      await autopilot.settled()
      await callbacks.settled()
    },
    async stop() {
      autopilot.stop()
      callbacks.stop()
      await callbacks.settled()
    },
    async empty() {
      const { receipts, documents } = store.data
      store.data = { ...emptyYkb(), receipts, documents }
      nonces.forget()
      await store.save()
    }
  }
}

type Refuse = (ctx: Context, body: Buffer) => Code | undefined

function addApiRoutes(router: Router, api: Middleware, refuse: Refuse, parts: YkbParts): void {
  const signed = (act: (ctx: Context, body: Buffer) => Answer | Promise<Answer>) => async (ctx: Context) => {
    const body = await readBytes(ctx)
    const refused = refuse(ctx, body)
    const reply = refused === undefined ? await act(ctx, body) : answer(refused)
    noteOutcome(ctx, reply.code)
    ctx.body = reply
  }
  router.post(
    '/api/acceptance/apply',
    api,
    signed((_, body) => apply(parseJson(body), parts))
  )
  router.post(
    '/api/acceptance/supplement',
    api,
    signed((_, body) => supplement(parseJson(body), parts))
  )
  router.get(
    '/api/acceptance/status',
    api,
    signed((ctx) => status(queryValue(ctx, 'outerId'), parts))
  )
  router.get(
    '/api/acceptance/cases',
    api,
    signed((ctx) => listCases(queryValue(ctx, 'since'), queryValue(ctx, 'page'), parts))
  )
  router.get(
    '/api/catalogue/items',
    api,
    signed((ctx) => listItems(queryValue(ctx, 'page'), parts))
  )
}

function status(outerId: string, { store }: YkbParts): Answer {
  const one = findCase(store.data, outerId)
  if (one === undefined) return answer('E2005')
  const { receiptNo, receivedAt, events } = one
  return answer('0000', { outerId, receiptNo, receivedAt, state: stateOf(one), events })
}
