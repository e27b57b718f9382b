import type { Route } from '@shared/contract/route'
import type { Context } from 'koa'
import type { Clock } from '../clock/clock'
import { type Caller, type Identify, lacking, type SessionCaller, type StaffCaller } from './caller'
import { type Refused, refuse } from './refused'
import { type SessionTransport, tokenOf } from './session-transport'

interface AdmissionDeps {
  clock: Clock
  identify: Identify
  transport: SessionTransport
}

const NOBODY: Caller = { kind: 'nobody' }

/**
 * Who calls, or why they may not. A promise only where something has to be asked: most sessions are known, and each
 * promise costs every request.
 */
export function callerOf(ctx: Context, route: Route, rawBody: Buffer, deps: AdmissionDeps) {
  if (route.auth === 'public') return NOBODY
  if (route.auth.startsWith('department:'))
    return departmentOf(ctx, route.auth.slice('department:'.length), rawBody, deps)
  const staff = route.auth.startsWith('staff:')
  const token = tokenOf(ctx, deps.transport, staff ? 'staff' : 'citizen')
  const found = token ? (staff ? deps.identify.byStaff(token) : deps.identify.bySession(token)) : null
  return found instanceof Promise
    ? found.then((caller) => admitted(caller, route, deps.clock))
    : admitted(found, route, deps.clock)
}

function admitted(caller: SessionCaller | StaffCaller | null, route: Route, clock: Clock): Caller | Refused {
  if (!caller) return refuse('sign_in_required')
  // the usual case first: this is passed by every request
  if (route.auth === 'session' && !route.fresh) return caller
  const lack = lacking(caller, route, clock.now())
  if (lack === null) return caller
  return typeof lack === 'string' ? refuse(lack) : refuse('level_required', lack)
}

async function departmentOf(
  ctx: Context,
  department: string,
  rawBody: Buffer,
  deps: AdmissionDeps
): Promise<Caller | Refused> {
  const headers = Object.fromEntries(Object.keys(ctx.headers).map((header) => [header, ctx.get(header)]))
  const signer = await deps.identify.byDepartment(department, { method: ctx.method, path: ctx.url, headers, rawBody })
  return signer === null ? refuse('forbidden') : { kind: 'department', department: signer }
}
