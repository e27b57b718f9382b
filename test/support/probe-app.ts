import http from 'node:http'
import { id } from '@shared/contract/parts'
import { routes } from '@shared/contract/route'
import * as z from 'zod/mini'
import { createApp } from '../../bff/src/app'
import { systemClock } from '../../bff/src/platform/clock/clock'
import type { Db } from '../../bff/src/platform/db/db'
import type { SessionCaller } from '../../bff/src/platform/http/caller'
import { makeOnce } from '../../bff/src/platform/http/idempotency'
import { bind, type MountDeps } from '../../bff/src/platform/http/mount'
import { makeRateLimiter } from '../../bff/src/platform/http/rate-limit'
import { DONE } from '../../bff/src/platform/http/refused'
import { makeMetrics } from '../../bff/src/platform/metrics/metrics'
import { capturedLog } from './captured-log'

const open = { auth: 'public', rate: 'read', idempotent: false, audit: false, summary: 'probe', errors: [] } as const
const done = z.object({ done: z.literal(true) })

/** Routes that show what the HTTP layer does by itself, whatever the domain. */
export const probeRoutes = routes({
  fail: { ...open, method: 'GET', path: '/api/v1/probe/fail', response: done },
  search: {
    ...open,
    method: 'GET',
    path: '/api/v1/probe',
    query: z.object({
      q: z.string().check(z.maxLength(5)),
      limit: z.optional(z.string().check(z.regex(/^\d+$/))),
      kind: z.optional(z.enum(['个人', '法人']))
    }),
    response: z.object({ q: z.string() })
  },
  show: {
    ...open,
    method: 'GET',
    path: '/api/v1/probe/:id',
    ids: { id: 'content' },
    params: z.object({ id }),
    response: z.object({ id })
  },
  write: {
    ...open,
    method: 'POST',
    path: '/api/v1/probe',
    body: z.object({ name: z.string(), inner: z.optional(z.object({ age: z.int() })) }),
    response: z.object({ name: z.string() })
  },
  wider: {
    ...open,
    method: 'GET',
    path: '/api/v1/probe/wider',
    response: z.object({ a: z.object({ b: z.string() }) })
  },
  broken: {
    ...open,
    method: 'GET',
    path: '/api/v1/probe/broken',
    response: z.object({ number: z.string().check(z.regex(/^\d+$/)) })
  },
  mine: {
    ...open,
    auth: 'session',
    method: 'GET',
    path: '/api/v1/probe/mine',
    response: z.object({ who: z.string() })
  },
  change: { ...open, auth: 'session', method: 'POST', path: '/api/v1/probe/mine', response: done },
  real: { ...open, auth: 'real-name', method: 'GET', path: '/api/v1/probe/real', response: done },
  signIn: { ...open, rate: 'sign-in', method: 'POST', path: '/api/v1/probe/sign-in', response: done },
  signOut: { ...open, auth: 'session', method: 'DELETE', path: '/api/v1/probe/sign-in', response: done },
  upload: {
    ...open,
    method: 'POST',
    path: '/api/v1/probe/upload',
    upload: { maxBytes: 1000, types: ['image/jpeg'] },
    response: z.object({ name: z.string(), type: z.string(), bytes: z.int() })
  },
  file: { ...open, method: 'GET', path: '/api/v1/probe/file', response: 'file' },
  act: {
    ...open,
    method: 'POST',
    path: '/api/v1/probe/act',
    idempotent: true,
    audit: true,
    body: z.object({ who: z.string() }),
    response: z.object({ id: z.int() }),
    errors: ['idempotency_key_reused']
  }
})

export const probeToken = 'probe-token-of-a-citizen-that-is-43-letters'
const citizen: SessionCaller = {
  kind: 'citizen',
  citizenId: 'citizen-of-the-probe',
  selfIds: ['citizen-of-the-probe'],
  ownerId: 'citizen-of-the-probe',
  ownerIds: ['citizen-of-the-probe'],
  capacity: { kind: 'self', mandateId: null, scope: null },
  sessionId: 'session-of-the-probe',
  sessionHash: 'hash',
  checkedAt: null,
  channel: 'mini-program',
  level: 'session',
  signedInAt: new Date(0)
}

interface Options extends Partial<Pick<MountDeps, 'transport' | 'limiter' | 'audit'>> {
  db?: Db
  trustProxy?: boolean
  metricsToken?: string
  /** what GET /fail throws, and what `act` writes */
  fail?: () => unknown
}

const noStore: Db = {
  kind: 'pglite',
  query: () => Promise.reject(new Error('this probe has no store')),
  tx: () => Promise.reject(new Error('this probe has no store')),
  close: async () => undefined
}

const bindProbe = ({ fail }: Options) => {
  const wide = { a: { b: 'kept', c: 'inner secret' }, d: 'outer secret' }
  return bind('probe', probeRoutes, {
    fail: async () => {
      throw fail ? fail() : new Error('no')
    },
    search: async ({ query }) => ({ q: query.q }),
    show: async ({ params }) => ({ id: params.id }),
    write: async ({ body }) => ({ name: body.name }),
    wider: async () => wide,
    broken: async () => ({ number: '张敏的证件' }),
    mine: async (_input, { caller }) => ({ who: caller.citizenId }),
    change: async () => DONE,
    real: async () => DONE,
    signIn: async (_input, call) => {
      call.handOver(probeToken)
      call.cookies.set('probe', 'value', 60_000)
      return DONE
    },
    signOut: async (_input, call) => {
      call.closeSession()
      return DONE
    },
    upload: async ({ body }) => ({ name: body.name, type: body.type, bytes: body.bytes.length }),
    file: async () => ({ name: '身份证 "正面".jpg', type: 'image/jpeg', bytes: Buffer.from('bytes') }),
    act: async ({ body }, { once }) =>
      once(async (tx) => {
        const [row] = await tx.query<{ id: number }>('insert into acts (who) values ($1) returning id', [body.who])
        return { id: row?.id ?? 0 }
      })
  })
}

/** The HTTP layer with probe routes on a real port; `audited` collects audit rows, `log` every line. */
export async function startProbe(options: Options = {}) {
  const log = capturedLog()
  const audited: unknown[] = []
  const app = createApp({
    log: log.log,
    metrics: makeMetrics({ processMetrics: false }),
    bounds: [bindProbe(options)],
    trustProxy: options.trustProxy ?? false,
    metricsToken: options.metricsToken ?? null,
    others: [],
    mount: {
      log: log.log,
      clock: systemClock(),
      identify: {
        bySession: async (token) => (token === probeToken ? citizen : null),
        byStaff: async () => null,
        byDepartment: async () => null
      },
      limiter: options.limiter ?? makeRateLimiter({ redis: null, scale: 1 }),
      once: makeOnce(options.db ?? noStore, systemClock(), { seal: (text) => text, open: (text) => text }),
      audit: options.audit ?? (async (row) => void audited.push(row)),
      transport: options.transport ?? { publicUrl: null, secure: false, lifeMs: 60_000 }
    }
  })
  const server = http.createServer(app.callback())
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  )
  const url = `http://127.0.0.1:${port}`
  const call = async (
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: string | FormData } = {}
  ) => {
    const reply = await fetch(`${url}${path}`, { method, ...init })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, text, json: text.startsWith('{') ? JSON.parse(text) : null }
  }
  return {
    url,
    port,
    log,
    audited,
    call,
    send: (path: string, value: unknown, headers: Record<string, string> = {}) =>
      call('POST', path, { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
export type Probe = Awaited<ReturnType<typeof startProbe>>
