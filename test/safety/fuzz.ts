import http from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ERRORS } from '@shared/contract/errors'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { apply, fillDraft, person, serviceId } from '../support/apply'
import type { CapturedLog } from '../support/captured-log'
import { makeClerk } from '../support/clerk'
import type { TestProduct } from '../support/start-product'
import { type Malformed, malformed } from './malformed'
import { asPartner, pushOf, signedHeaders } from './signed-calls'
import { catchUp, signedIn } from './victims'

const LONGEST_MS = 30_000
const AT_ONCE = 4
/** of the levels of the log */
const ERROR = 50

/** What no reply may show: a stack, a statement, a path of ours, a library. */
const INSIDES =
  /\n\s+at |node_modules|\/work\/|\.ts:\d|\.js:\d|\b(select|insert|update|delete) .{0,60}\b(from|into|set)\b|syntax error|violates|ECONN|ZodError|SyntaxError|TypeError/i

type Headers = Record<string, string | string[]>
type Sender = () => Headers

const refusal = z.object({
  error: z.string(),
  message: z.string(),
  requestId: z.string(),
  fields: z.optional(z.record(z.string(), z.string()))
})
const statuses: Record<string, number> = Object.fromEntries(
  Object.entries(ERRORS).map(([code, { status }]) => [code, status])
)

interface Heard {
  status: number
  text: string
  ms: number
}

function ask(url: string, method: string, path: string, headers: Headers, body: Buffer): Promise<Heard> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}${path}`, { method, headers, timeout: LONGEST_MS }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('end', () =>
        resolve({
          status: reply.statusCode ?? 0,
          text: Buffer.concat(parts).toString(),
          ms: performance.now() - began
        })
      )
      reply.on('error', reject)
    })
    request.on('timeout', () => request.destroy(new Error(`no answer within ${LONGEST_MS} ms`)))
    request.on('error', reject)
    request.end(body)
  })
}

/** What is wrong with a reply to a malformed request; null = nothing. */
export function wrongWith({ status, text, ms }: Heard): string | null {
  if (ms >= LONGEST_MS) return `took ${Math.round(ms)} ms`
  if (INSIDES.test(text)) return `shows its insides: ${text.slice(0, 200)}`
  if (status < 400) return null
  const parsed = refusal.safeParse(safeJson(text))
  if (!parsed.success) return `${status} without the shape of an error: ${text.slice(0, 100)}`
  const { error } = parsed.data
  if (status >= 500 && error !== 'department_unavailable') return `${status} ${error}`
  return statuses[error] === status ? null : `${status} does not belong to ${error}`
}
const safeJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const query = (pairs: [string, string][]) =>
  pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${wellFormed(name)}=${wellFormed(value)}`).join('&')}`
/** encodeURIComponent throws at half a surrogate pair: its bytes are sent as they are. */
const wellFormed = (text: string) =>
  /\p{Surrogate}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text).slice(0, 2000)

function pathOf({ entry: [, route], params, query: pairs }: Malformed): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => wellFormed(params[name] ?? ''))
  return path + query(pairs)
}

/** The people who send it, with real things of their own. */
async function ground(product: TestProduct) {
  const clerks = [
    await makeClerk(product, 'fuzz-clerk', ['clerk'], 'government-services'),
    await makeClerk(product, 'fuzz-system', ['system'], 'government-services'),
    await makeClerk(product, 'fuzz-audit', ['audit'], 'government-services')
  ]
  const other = await makeClerk(product, 'fuzz-other', [], 'government-services')
  await catchUp(product)
  const citizen = await signedIn(product, person.id)
  const handedIn = await apply(citizen)
  await product.drain()
  const draft = await fillDraft(citizen)
  await citizen.check()
  const bearer: Sender = () => ({ authorization: `Bearer ${citizen.token()}` })
  const atDesk = clerks.map(
    (clerk): Sender =>
      () => ({ cookie: clerk.cookie(), origin: product.url })
  )
  const staffFor = (auth: string, nth: number) => {
    const role = auth.slice('staff:'.length)
    const found = clerks.findIndex(({ me }) => me.roles.some((held) => held === role))
    return atDesk[found >= 0 ? found : nth % atDesk.length]
  }
  const senderOf = ({ entry: [, { auth }], actor, nth }: Malformed): Headers => {
    if (actor === 'nobody' || auth.startsWith('department:')) return {}
    const atStaff = auth.startsWith('staff:') === (actor === 'right')
    return (atStaff ? staffFor(auth, nth) : bearer)?.() ?? {}
  }
  const known = {
    ...{ serviceId: [serviceId], partnerId: ['culture-tourism'], termsId: ['privacy'] },
    ...{ caseId: [handedIn.id], draftId: [draft.id], fileId: handedIn.files.map(({ id }) => id) },
    accountId: [other.me.staffId]
  }
  /** Some of what is sent ends a session: sign in again, so that the rest reaches the handlers. */
  const comeBack = async () => {
    const reply = await ask(product.url, 'GET', '/api/v1/me', bearer(), Buffer.alloc(0))
    if (reply.status === 401) await citizen.signIn()
    // guessed codes of a check close the way back for an hour
    await product.stores.db.query('delete from staff_tries')
    for (const clerk of clerks) {
      const headers = { cookie: clerk.cookie(), origin: product.url }
      const { status } = await ask(product.url, 'GET', '/api/v1/desk/me', headers, Buffer.alloc(0))
      if (status === 401) await clerk.signIn()
    }
    await catchUp(product)
  }
  return { senderOf, known, comeBack }
}

/** The request as it goes out: with the signature of an outside system where one is asked for and wanted. */
function outgoing(product: TestProduct, one: Malformed): { path: string; headers: Headers; body: Buffer } {
  const { auth } = one.entry[1]
  const plain = { path: pathOf(one), headers: {}, body: one.body }
  if (!one.signed) return plain
  if (auth === 'department:sign-on') return { ...plain, headers: asPartner(product, one.body, plain.path) }
  if (auth === 'department:wechat') {
    const { path, body } = pushOf(product, one.body.toString().slice(0, 20_000))
    return { path, headers: {}, body: Buffer.from(body) }
  }
  if (auth !== 'department:ykb') return plain
  const { callbackSecret } = product.secrets.ykb
  return { ...plain, headers: signedHeaders('x-ykb', ['x-ykb-app-id', 'ykb'], callbackSecret, plain.path, one.body) }
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')
const heapMb = async (): Promise<number> => {
  // replies and timers of the last requests must be gone first
  for (let turn = 0; turn < 3; turn += 1) await new Promise((next) => setImmediate(next))
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

export interface FuzzReport {
  findings: string[]
  statuses: Record<string, number>
  slowestMs: number
  /** how much more heap is used at the end than after the first fifth, MiB */
  grownMb: number
}

/** What the log calls a defect of ours, also one that the reply did not show. */
const defectsIn = (log: CapturedLog): string[] =>
  log.lines().flatMap(({ level, time, ...line }) => (Number(level) >= ERROR ? [`logged ${JSON.stringify(line)}`] : []))

/** Sends `times` malformed requests to a product that writes to `log`; the same seed sends the same ones (ids of the store apart). */
export async function fuzz(product: TestProduct, log: CapturedLog, times: number, seed: number): Promise<FuzzReport> {
  const { senderOf, known, comeBack } = await ground(product)
  const report: FuzzReport = { findings: [], statuses: {}, slowestMs: 0, grownMb: 0 }
  let lost = false
  const send = async (one: Malformed) => {
    const [name, route] = one.entry
    const { path, headers: signed, body } = outgoing(product, one)
    const place = `${name} ${path.slice(0, 200)}`
    try {
      const length = { 'content-length': String(body.length) }
      const headers = { ...senderOf(one), ...one.headers, ...signed, ...length }
      const heard = await ask(product.url, route.method, path, headers, body)
      if (heard.status === 401 && one.actor === 'right' && route.auth !== 'public') lost = true
      report.statuses[heard.status] = (report.statuses[heard.status] ?? 0) + 1
      report.slowestMs = Math.max(report.slowestMs, heard.ms)
      const wrong = wrongWith(heard)
      if (wrong) report.findings.push(`${wrong}: ${place} ${JSON.stringify(body.toString().slice(0, 300))}`)
    } catch (error) {
      report.findings.push(`${error}: ${place} ${JSON.stringify(one.headers)}`)
    }
  }
  const chunk = Math.max(100, Math.floor(times / 50))
  let early = 0
  for (let done = 0; done < times; done += chunk) {
    const requests = fc.sample(malformed(known), { numRuns: Math.min(chunk, times - done), seed: seed + done })
    for (let at = 0; at < requests.length; at += AT_ONCE) {
      await Promise.all(requests.slice(at, at + AT_ONCE).map(send))
      if (lost) await comeBack()
      lost = false
    }
    report.findings.push(...defectsIn(log))
    log.clear()
    if (early === 0 && done + chunk >= times / 5) early = await heapMb()
  }
  report.grownMb = Math.round((await heapMb()) - early)
  return report
}
