import type { Context } from 'koa'

/** How a session travels: weapp sends `Authorization: Bearer`, H5 an HttpOnly SameSite=Lax cookie. */
export interface SessionTransport {
  /** https origin the H5 is served from; null in development: whatever Host the browser used */
  publicUrl: string | null
  /** true behind https: Secure cookies with the __Host- prefix */
  secure: boolean
  lifeMs: number
}

/** The desk has a cookie of its own: a clerk is a citizen too, and the two never mix. */
export type Side = 'citizen' | 'staff'
const NAMES = { citizen: 'zjb_session', staff: 'zjb_desk' } as const satisfies Record<Side, string>

const cookieName = (transport: SessionTransport, side: Side) =>
  transport.secure ? `__Host-${NAMES[side]}` : NAMES[side]

const BEARER = /^Bearer ([A-Za-z0-9_-]{40,60})$/

const bearerOf = (ctx: Context): string | null => BEARER.exec(ctx.req.headers.authorization ?? '')?.[1] ?? null

export const tokenOf = (ctx: Context, transport: SessionTransport, side: Side = 'citizen'): string | null =>
  bearerOf(ctx) ?? ctx.cookies.get(cookieName(transport, side)) ?? null

/** A cookie no script can read. TLS ends before us, so the library must not judge by our side of the connection. */
export function writeCookie(
  ctx: Context,
  transport: SessionTransport,
  cookie: { name: string; value: string | null; maxAgeMs?: number }
): void {
  ctx.cookies.secure = transport.secure
  ctx.cookies.set(cookie.name, cookie.value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: transport.secure,
    path: '/',
    overwrite: true,
    ...(cookie.maxAgeMs === undefined ? {} : { maxAge: cookie.maxAgeMs })
  })
}

/**
 * Gives a session token to whom it belongs: back as a bearer where one came with the call (returned), otherwise as an
 * HttpOnly cookie (null). The desk's cookie lasts as long as the browser is open.
 */
export function giveToken(ctx: Context, transport: SessionTransport, side: Side, token: string): string | null {
  if (bearerOf(ctx) !== null) return token
  const name = cookieName(transport, side)
  writeCookie(ctx, transport, {
    name,
    value: token,
    ...(side === 'citizen' ? { maxAgeMs: transport.lifeMs } : {})
  })
  return null
}

export const clearSessionCookie = (ctx: Context, transport: SessionTransport, side: Side = 'citizen'): void =>
  writeCookie(ctx, transport, { name: cookieName(transport, side), value: null })

/** Where the caller reached us, e.g. https://zhijianban.example. Koa's own ctx.origin is the header the caller sent. */
export const ownOrigin = (ctx: Context, transport: SessionTransport): string =>
  transport.publicUrl ?? `${ctx.protocol}://${ctx.host}`

/**
 * Cross-site request forgery: a browser names the page a write comes from. Another origin is refused, and so is a
 * cookie without any Origin. A mini-program or a department sends neither cookie nor Origin.
 */
export function mayWrite(ctx: Context, method: string, transport: SessionTransport): boolean {
  if (method === 'GET') return true
  const origin = ctx.get('Origin')
  if (origin) return origin === ownOrigin(ctx, transport)
  if (bearerOf(ctx) !== null) return true
  return (
    ctx.cookies.get(cookieName(transport, 'citizen')) === undefined &&
    ctx.cookies.get(cookieName(transport, 'staff')) === undefined
  )
}
