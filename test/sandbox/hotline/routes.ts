import Router from '@koa/router'
import type { Context } from 'koa'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import { html, page } from '../html'
import { isForm, parseJson, queryValue, readBytes, readFields } from '../read-body'
import { makeNonces, refuseCall } from '../signed-call'
import { openStore } from '../store'
import { makeHotlineCallbacks } from './callbacks'
import { advanceOrder, say, statusOf, takeOrder } from './orders'
import { emptyHotline, hotlineState, type Order } from './state'

type Parts = {
  keys: { appId: string; secret: string; callbackSecret: string }
  dataDir: string | undefined
  clock: Clock
  faults: Faults
  calls: CallLog
  closing: AbortSignal
}

/** The 12345 hotline: its API, the pages of whoever works there, callbacks. */
export function makeHotline({ keys, dataDir, clock, faults, calls, closing }: Parts) {
  const store = openStore(dataDir, 'hotline', hotlineState, emptyHotline)
  const nonces = makeNonces(clock)
  const callbacks = makeHotlineCallbacks({ store, clock, faults, secret: keys.callbackSecret, closing })
  clock.onMove(callbacks.ring)
  faults.onChange(callbacks.ring)
  const router = new Router({ prefix: '/hotline' })
  const api = faultyApi({ system: 'hotline', faults, calls, closing, busyReply: () => say('E9001') })
  const signed =
    (act: (ctx: Context, body: Buffer) => ReturnType<typeof say> | Promise<ReturnType<typeof say>>) =>
    async (ctx: Context) => {
      const body = await readBytes(ctx)
      const refused = refuseCall(ctx, body, { headerPrefix: 'x-hotline', ...keys }, clock, nonces)
      const reply = refused === undefined ? await act(ctx, body) : say(refused)
      noteOutcome(ctx, reply.code)
      ctx.body = reply
    }
  router.post(
    '/api/orders',
    api,
    signed((_, body) => takeOrder(parseJson(body), { store, clock }))
  )
  router.get(
    '/api/orders/status',
    api,
    signed((ctx) => statusOf(queryValue(ctx, 'outerId'), { store, clock }))
  )
  router.get('/desk', (ctx) => {
    ctx.body = deskPage(store.data.orders)
  })
  router.get('/desk/api/orders', (ctx) => {
    ctx.body = { orders: store.data.orders }
  })
  router.post('/desk/orders/:outerId', async (ctx) => {
    const moved = await advanceOrder(ctx.params.outerId ?? '', await readFields(ctx), { store, clock })
    callbacks.ring()
    if (isForm(ctx)) ctx.redirect('/hotline/desk')
    else {
      ctx.status = moved ? 200 : 400
      ctx.body = { moved: moved !== null }
    }
  })
  return {
    router,
    start: callbacks.ring,
    settled: callbacks.settled,
    async stop() {
      callbacks.stop()
      await callbacks.settled()
    },
    async empty() {
      store.data = { ...emptyHotline(), numbers: store.data.numbers }
      nonces.forget()
      await store.save()
    }
  }
}

const steps = [
  ['ASSIGNED', '转办'],
  ['ANSWERED', '答复'],
  ['CLOSED', '办结'],
  ['REJECTED', '不予受理']
] as const

const deskPage = (orders: readonly Order[]) =>
  page(
    '12345 热线',
    html`<h1>12345 热线工单</h1>
${orders.toReversed().map(
  (order) => html`<div class="card"><h2>${order.orderNo} ${order.kind}</h2>
<p>${order.text}</p><p class="soft">${order.category} ${order.place} ${order.about} ${order.mobile}，照片 ${order.photos.length} 张${order.contentCheck === undefined ? '' : `，${order.contentCheck}`}</p>
<p>${order.events.map(({ state, unit, note }) => `${state} ${unit ?? ''} ${note ?? ''}`).join('；')}</p>
<form method="post" action="/hotline/desk/orders/${order.outerId}">
<label>办理<select name="to">${steps.map(([id, name]) => html`<option value="${id}">${name}</option>`)}</select></label>
<label>承办单位<input name="unit"></label><label>说明<input name="note"></label><button>提交</button></form></div>`
)}`
  )
