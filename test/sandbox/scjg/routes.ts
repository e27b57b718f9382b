import Router from '@koa/router'
import type { Context } from 'koa'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import type { Register } from '../people'
import { isForm, queryValue, readFields } from '../read-body'
import { makeNonces } from '../signed-call'
import { type EnterpriseRegister, openEnterprises, registerChange } from './register'
import { registerPage } from './register-page'
import { refuseTif, tifSkewMs } from './tif'

type Parts = {
  keys: { paasId: string; token: string }
  dataDir: string | undefined
  clock: Clock
  people: Register
  faults: Faults
  calls: CallLog
  closing: AbortSignal
}

const messages = {
  '-1': '系统繁忙，请稍后再试',
  0: 'ok',
  40001: '参数错误',
  40101: '应用未登记',
  40102: '时间戳超出允许范围',
  40103: '随机串重复',
  40104: '签名错误',
  40401: '查无此企业'
} as const
const answer = (errcode: keyof typeof messages, data?: object) => ({
  errcode: Number(errcode),
  errmsg: messages[errcode],
  ...(data === undefined ? {} : { data })
})

/** regState of the answer: 1 存续, 2 吊销未注销, 4 注销 */
const stateCodes = { 存续: '1', 吊销: '2', 注销: '4' } as const

/** The market-regulation bureau (市场监管): its register behind a TIF gateway, and as a page that changes it. */
export function makeScjg({ keys, dataDir, clock, people, faults, calls, closing }: Parts) {
  const register = openEnterprises(dataDir, people)
  const nonces = makeNonces(clock, tifSkewMs)
  const router = new Router({ prefix: '/scjg' })
  const api = faultyApi({ system: 'scjg', faults, calls, closing, busyReply: () => answer('-1') })
  router.get('/enterprise', api, (ctx) => {
    const refused = refuseTif(ctx, keys, clock, nonces)
    const reply = refused === undefined ? lookUp(queryValue(ctx, 'creditCode'), register) : answer(refused)
    noteOutcome(ctx, String(reply.errcode))
    ctx.body = reply
  })
  router.get('/enterprises', (ctx) => {
    ctx.body = registerPage(register.list(), people)
  })
  router.post('/enterprises/:creditCode', (ctx) => change(ctx, ctx.params.creditCode ?? '', register))
  return {
    router,
    empty: async () => {
      nonces.forget()
      await register.empty()
    }
  }
}

function lookUp(creditCode: string, register: EnterpriseRegister) {
  if (!/^[0-9A-Z]{18}$/.test(creditCode)) return answer(40001)
  const entry = register.find(creditCode)
  if (entry === undefined) return answer(40401)
  const { name: entName, legalPerson, state } = entry
  const leRep = { name: legalPerson.name, cerNo: legalPerson.idNumber }
  return answer(0, { entName, uniscid: creditCode, leRep, regState: stateCodes[state] })
}

async function change(ctx: Context, creditCode: string, register: EnterpriseRegister): Promise<void> {
  const to = registerChange.safeParse(await readFields(ctx))
  if (!to.success || !(await register.change(creditCode, to.data))) {
    ctx.status = 400
    ctx.body = { error: 'state: 存续, 吊销 or 注销; legalPerson: id of a person; of an enterprise of the register' }
  } else if (isForm(ctx)) {
    ctx.status = 303
    ctx.redirect('/scjg/enterprises')
  } else ctx.body = { changed: true }
}
