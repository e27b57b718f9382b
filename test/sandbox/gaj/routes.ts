import Router from '@koa/router'
import * as z from 'zod'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type EnvelopeKeys, makeEnvelopeGateway, type Transact } from '../envelope-gateway'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import type { Register } from '../people'
import { readBytes } from '../read-body'
import { peoplePage } from './people-page'

type Parts = {
  keys: EnvelopeKeys
  clock: Clock
  people: Register
  faults: Faults
  calls: CallLog
  closing: AbortSignal
}

/** The public security bureau (公安): its gateway, and the population register as a page. It keeps nothing. */
export function makeGaj({ keys, clock, people, faults, calls, closing }: Parts) {
  const gateway = makeEnvelopeGateway(keys, clock, checkPerson(people))
  const router = new Router({ prefix: '/gaj' })
  const api = faultyApi({ system: 'gaj', faults, calls, closing, busyReply: gateway.busy })
  router.post('/gateway', api, async (ctx) => {
    const answer = gateway.answer(await readBytes(ctx))
    noteOutcome(ctx, answer.code)
    ctx.body = answer
  })
  router.get('/people', (ctx) => {
    ctx.body = peoplePage(people)
  })
  return { router, empty: async () => gateway.forget() }
}

const checkQuery = z.object({ XM: z.string().min(1), GMSFHM: z.string().min(1) })

/** RK_CHECK: do 姓名 and 公民身份号码 belong together? 1 一致, 2 不一致, 3 库中无此号. */
const checkPerson =
  (people: Register): Transact =>
  (transCode, payload) => {
    const query = checkQuery.safeParse(payload)
    if (transCode !== 'RK_CHECK' || !query.success) return { code: '2002' }
    const known = people.people.find(({ idNumber }) => idNumber === query.data.GMSFHM)
    if (known === undefined) return { code: '0', data: { result: '3' } }
    return { code: '0', data: { result: known.name === query.data.XM ? '1' : '2' } }
  }
