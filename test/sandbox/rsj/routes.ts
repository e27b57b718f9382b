import Router from '@koa/router'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type EnvelopeKeys, makeEnvelopeGateway } from '../envelope-gateway'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import type { Register } from '../people'
import { readBytes } from '../read-body'
import type { Bureau } from './bureau'
import { flexStatus } from './gateway'
import { recordsPage } from './records-page'

type Parts = {
  keys: EnvelopeKeys
  clock: Clock
  people: Register
  bureau: Bureau
  faults: Faults
  calls: CallLog
  closing: AbortSignal
}

/** The bureau (人社): its gateway and its book as a page. */
export function makeRsj({ keys, clock, people, bureau, faults, calls, closing }: Parts) {
  const gateway = makeEnvelopeGateway(keys, clock, flexStatus(bureau))
  const router = new Router({ prefix: '/rsj' })
  const api = faultyApi({ system: 'rsj', faults, calls, closing, busyReply: gateway.busy })
  router.post('/gateway', api, async (ctx) => {
    const answer = gateway.answer(await readBytes(ctx))
    noteOutcome(ctx, answer.code)
    ctx.body = answer
  })
  router.get('/records', (ctx) => {
    ctx.body = recordsPage(people, bureau)
  })
  return {
    router,
    empty: async () => {
      gateway.forget()
      await bureau.empty()
    }
  }
}
