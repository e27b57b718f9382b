import type { AuthLevel } from '@shared/contract/route'

/** Who calls, as far as the transport could prove it. Handlers get it typed by the level their route declares. */
export interface SessionCaller {
  kind: 'citizen'
  citizenId: string
  /** hash of the session token; the token itself stays in the transport */
  sessionHash: string
  channel: 'mini-program' | 'official-account'
  level: 'session' | 'phone' | 'real-name' | 'face'
  signedInAt: Date
}
export interface DepartmentCaller {
  kind: 'department'
  department: string
}
export interface NoCaller {
  kind: 'nobody'
}
export type Caller = SessionCaller | DepartmentCaller | NoCaller

export type CallerFor<A extends AuthLevel> = A extends 'public'
  ? NoCaller
  : A extends `department:${string}`
    ? DepartmentCaller
    : SessionCaller

/** A request as a signature check needs it: exactly what came over the wire. */
export interface SignedRequest {
  method: string
  /** path with query as sent */
  path: string
  headers: Record<string, string | undefined>
  rawBody: Buffer
}

/** How the platform, which knows no domain, learns who calls. Wiring provides it. */
export interface Identify {
  /** at once when this process knows, otherwise after asking the store */
  bySession(token: string): SessionCaller | null | Promise<SessionCaller | null>
  byDepartment(department: string, request: SignedRequest): Promise<boolean>
}

const LEVELS: readonly string[] = ['session', 'phone', 'real-name', 'face'] satisfies SessionCaller['level'][]

/** True when the caller is a citizen whose level is at least what the route asks for. */
export const reaches = (caller: Caller, needed: AuthLevel): boolean => {
  const at = LEVELS.indexOf(needed)
  return caller.kind === 'citizen' && at >= 0 && LEVELS.indexOf(caller.level) >= at
}

/** How audit rows and limits name a caller; null = nobody. */
export const nameOf = (caller: Caller): string | null => {
  if (caller.kind === 'citizen') return caller.citizenId
  return caller.kind === 'department' ? `department:${caller.department}` : null
}
