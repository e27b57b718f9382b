import Router from '@koa/router'
import type { Context } from 'koa'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import type { Register } from '../people'
import { parseJson, queryValue, readBytes } from '../read-body'
import { makeNonces, refuseCall } from '../signed-call'
import { type Answer, answer } from './answers'
import { openSmsOutbox } from './outbox'
import { phonePage, phonesPage } from './phone-pages'

type Parts = {
  keys: { appId: string; secret: string }
  dataDir: string | undefined
  clock: Clock
  people: Register
  faults: Faults
  calls: CallLog
  closing: AbortSignal
}

/** The SMS gateway: its API, and what lies on the phones as pages and JSON. */
export function makeSms({ keys, dataDir, clock, people, faults, calls, closing }: Parts) {
  const outbox = openSmsOutbox(dataDir, clock)
  const nonces = makeNonces(clock)
  const router = new Router({ prefix: '/sms' })
  const api = faultyApi({ system: 'sms', faults, calls, closing, busyReply: () => answer('E9001') })
  const signed = (act: (ctx: Context, body: Buffer) => Answer | Promise<Answer>) => async (ctx: Context) => {
    const body = await readBytes(ctx)
    const refused = refuseCall(ctx, body, { headerPrefix: 'x-sms', ...keys }, clock, nonces)
    const reply = refused === undefined ? await act(ctx, body) : answer(refused)
    noteOutcome(ctx, reply.code)
    ctx.body = reply
  }
  router.post(
    '/api/send',
    api,
    signed((_, body) => outbox.send(parseJson(body)))
  )
  router.get(
    '/api/receipt',
    api,
    signed((ctx) => outbox.receipt(queryValue(ctx, 'outId')))
  )
  router.get('/inbox', (ctx) => {
    ctx.body = { messages: outbox.inbox(queryValue(ctx, 'phone')) }
  })
  router.get('/', (ctx) => {
    ctx.body = phonesPage(people)
  })
  router.get('/phone/:number', (ctx) => {
    const phone = ctx.params.number ?? ''
    ctx.body = phonePage(phone, outbox.inbox(phone))
  })
  return {
    router,
    empty: async () => {
      nonces.forget()
      await outbox.empty()
    }
  }
}
