import Router from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod'
import type { CallLog } from './calls'
import { type Clock, shanghaiTime, untilNextWorkingDay } from './clock'
import { controlPage } from './control-pages'
import { type Faults, faultOrder, systems } from './faults'
import { isForm, queryValue, readFields } from './read-body'

const hour = 3_600_000

/** Body of POST /control/clock: `moveMs` may be negative; the named steps are those of the page's buttons. */
const clockOrder = z.union([
  z.object({ moveMs: z.number().int() }),
  z.object({ resetClock: z.union([z.literal(true), z.literal('true')]) }),
  z.object({ step: z.enum(['hour', 'day', 'working-day']) })
])

type Parts = {
  clock: Clock
  faults: Faults
  calls: CallLog
  bffUrl: string
  pendingCallbacks: () => number
  keepClock: () => Promise<void>
  emptyStores: () => Promise<void>
}

/** The tester's switchboard: faults, clock, calls seen, reset; pages and JSON twins (a form post is led back to /). */
export function makeControl(parts: Parts) {
  const { clock, faults, calls } = parts
  const router = new Router()
  const tellClock = () => tellBff(parts.bffUrl, clock.offset())
  const state = (base: string) => ({
    now: shanghaiTime(clock.now()),
    offsetMs: clock.offset(),
    pendingCallbacks: parts.pendingCallbacks(),
    systems: systems.map((system) => ({
      system,
      baseUrl: `${base}/${system}`,
      callsSeen: calls.counts()[system] ?? 0,
      ...faults.get(system)
    }))
  })
  router.get('/', (ctx) => {
    ctx.body = controlPage(state(`${ctx.protocol}://${ctx.host}`), calls.list())
  })
  router.get('/control/state', (ctx) => {
    ctx.body = state(`${ctx.protocol}://${ctx.host}`)
  })
  router.get('/control/calls', (ctx) => {
    ctx.body = { calls: calls.list(queryValue(ctx, 'system') || undefined) }
  })
  router.get('/control/clock', (ctx) => {
    ctx.body = { offsetMs: clock.offset() }
  })
  addOrders(router, tellClock, parts)
  return { router, tellClock }
}

function addOrders(router: Router, tellClock: () => Promise<void>, parts: Parts): void {
  const { clock, faults, calls } = parts
  router.post('/control/faults', async (ctx) => {
    const order = faultOrder.safeParse(await readFields(ctx))
    if (!order.success) return refuse(ctx, order.error)
    faults.set(order.data)
    answer(ctx, { system: order.data.system, ...faults.get(order.data.system) })
  })
  router.post('/control/clock', async (ctx) => {
    const order = clockOrder.safeParse(await readFields(ctx))
    if (!order.success) return refuse(ctx, order.error)
    turnClock(order.data, clock)
    await parts.keepClock()
    await tellClock()
    answer(ctx, { offsetMs: clock.offset() })
  })
  router.post('/control/reset', async (ctx) => {
    await parts.emptyStores()
    faults.clear()
    calls.empty()
    answer(ctx, { reset: true })
  })
}

function turnClock(order: z.output<typeof clockOrder>, clock: Clock): void {
  if ('resetClock' in order) clock.reset()
  else if ('moveMs' in order) clock.move(order.moveMs)
  else clock.move({ hour, day: 24 * hour, 'working-day': untilNextWorkingDay(clock.now()) }[order.step])
}

// The BFF may not be there, or may be one that does not follow our clock: neither is our business.
async function tellBff(bffUrl: string, offsetMs: number): Promise<void> {
  await fetch(new URL('/api/dev/clock', bffUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offsetMs }),
    signal: AbortSignal.timeout(2000)
  })
    .then((reply) => reply.arrayBuffer())
    .catch(() => undefined)
}

function answer(ctx: Context, body: object): void {
  if (isForm(ctx)) {
    ctx.status = 303
    ctx.redirect('/')
  } else ctx.body = body
}

function refuse(ctx: Context, error: z.ZodError): void {
  ctx.status = 400
  ctx.body = { error: z.prettifyError(error) }
}
