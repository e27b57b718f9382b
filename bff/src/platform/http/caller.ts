import type { AuthLevel } from '@shared/contract/route'

/** For whom a person acts now, and how far they may. */
export interface ActingAs {
  kind: 'self' | 'enterprise' | 'proxy' | 'guardian'
  mandateId: string | null
  /** null = everything (for themselves, or as legal representative) */
  scope: { domains: string[]; serviceIds: string[] | null } | null
}

/** Who calls, as far as the transport could prove it. Handlers get it typed by the level their route declares. */
export interface SessionCaller {
  kind: 'citizen'
  /** the person who is signed in */
  citizenId: string
  /** this person's accounts: their own first, then those merged into it */
  selfIds: readonly string[]
  /** whose things are written: the person themselves, or whom they act for */
  ownerId: string
  /** whose things are read: the owner first, then accounts merged into it */
  ownerIds: readonly string[]
  capacity: ActingAs
  sessionId: string
  /** hash of the session token; the token itself stays in the transport */
  sessionHash: string
  channel: 'mini-program' | 'official-account' | 'browser'
  level: 'session' | 'phone' | 'real-name' | 'face'
  /** last proof of identity in this session */
  checkedAt: Date | null
  /** when WeChat, a code or 渝快办 said who this is; steps up and switches leave it */
  signedInAt: Date
}
export interface StaffCaller {
  kind: 'staff'
  staffId: string
  department: string
  roles: readonly string[]
  sessionHash: string
  /** last second factor in this session */
  checkedAt: Date | null
}
export interface DepartmentCaller {
  kind: 'department'
  department: string
}
export interface NoCaller {
  kind: 'nobody'
}
export type Caller = SessionCaller | StaffCaller | DepartmentCaller | NoCaller

export type CallerFor<A extends AuthLevel> = A extends 'public'
  ? NoCaller
  : A extends `department:${string}`
    ? DepartmentCaller
    : A extends `staff:${string}`
      ? StaffCaller
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
  byStaff(token: string): Promise<StaffCaller | null>
  /** the name of the system that signed, or null */
  byDepartment(department: string, request: SignedRequest): Promise<string | null>
}

/** A sensitive act needs a proof of identity not older than this. */
export const FRESH_MS = 5 * 60_000

const LEVELS: readonly string[] = ['session', 'phone', 'real-name', 'face'] satisfies SessionCaller['level'][]

/** What keeps a known caller from a route; null = nothing. */
export function lacking(
  caller: SessionCaller | StaffCaller,
  route: { auth: AuthLevel; fresh?: true },
  now: Date
): 'forbidden' | 'capacity_required' | 'fresh_check_required' | { needed: string } | null {
  if (caller.kind === 'staff') {
    const role = route.auth.slice('staff:'.length)
    if (role !== 'any' && !caller.roles.includes(role)) return 'forbidden'
  } else {
    const needed = route.auth === 'enterprise' ? 'real-name' : route.auth
    if (LEVELS.indexOf(caller.level) < LEVELS.indexOf(needed)) return { needed }
    if (route.auth === 'enterprise' && caller.capacity.kind !== 'enterprise') return 'capacity_required'
  }
  if (!route.fresh) return null
  const provenAt = lastProof(caller)
  return provenAt && now.getTime() - provenAt.getTime() < FRESH_MS ? null : 'fresh_check_required'
}

/** Whom WeChat alone vouches for has nothing else to prove it with: there signing in is the check. */
const lastProof = (caller: SessionCaller | StaffCaller): Date | null =>
  caller.checkedAt ?? (caller.kind === 'citizen' && caller.level === 'session' ? caller.signedInAt : null)

/** How audit rows and limits name a caller; null = nobody. */
export const nameOf = (caller: Caller): string | null => {
  if (caller.kind === 'citizen') return caller.citizenId
  if (caller.kind === 'staff') return `staff:${caller.staffId}`
  return caller.kind === 'department' ? `department:${caller.department}` : null
}
