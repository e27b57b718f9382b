import axios from 'axios'
import type { Middleware } from 'koa'
import getRawBody from 'raw-body'
import * as z from 'zod/mini'
import { parseJson } from '../http/read-body'
import { isRefused } from '../http/refused'
import type { MovableClock } from './clock'

const offset = z.object({ offsetMs: z.int() })

/**
 * Development only: the sandbox page moves one clock for everybody. It tells us here, and a restart asks it. In a
 * production configuration this route is not mounted.
 */
export function makeDevClock(
  clock: MovableClock,
  sandboxUrl: string
): { middleware: Middleware; catchUp(): Promise<void> } {
  const setTo = (offsetMs: number) => clock.moveBy(offsetMs - clock.offset())
  return {
    middleware: async (ctx, next) => {
      if (ctx.path !== '/api/dev/clock' || ctx.method !== 'POST') return next()
      const body = parseJson(await getRawBody(ctx.req, { limit: 1000 }), ctx.get('Content-Type'))
      const told = z.safeParse(offset, isRefused(body) ? null : body.value)
      if (told.success) setTo(told.data.offsetMs)
      ctx.routeName = 'dev-clock'
      ctx.status = told.success ? 200 : 400
      ctx.body = { offsetMs: clock.offset() }
    },
    catchUp: async () => {
      const told = await axios
        .get(`${sandboxUrl}/control/clock`, { timeout: 1000, proxy: false })
        .then((reply) => z.safeParse(offset, reply.data))
        .catch(() => null)
      if (told?.success) setTo(told.data.offsetMs)
    }
  }
}
