import type { Context } from 'koa'

/** How a session travels: weapp sends `Authorization: Bearer`, H5 an HttpOnly SameSite=Lax cookie. */
export interface SessionTransport {
  /** https origin the H5 is served from; null in development: whatever Host the browser used */
  publicUrl: string | null
  /** true behind https: Secure cookies with the __Host- prefix */
  secure: boolean
  lifeMs: number
}

const cookieName = (transport: SessionTransport) => (transport.secure ? '__Host-zjb_session' : 'zjb_session')

const BEARER = /^Bearer ([A-Za-z0-9_-]{40,60})$/

const bearerOf = (ctx: Context): string | null => BEARER.exec(ctx.req.headers.authorization ?? '')?.[1] ?? null

export const tokenOf = (ctx: Context, transport: SessionTransport): string | null =>
  bearerOf(ctx) ?? ctx.cookies.get(cookieName(transport)) ?? null

const options = (transport: SessionTransport) =>
  ({ httpOnly: true, sameSite: 'lax', secure: transport.secure, path: '/', overwrite: true }) as const

export const setSessionCookie = (ctx: Context, token: string, transport: SessionTransport): void => {
  ctx.cookies.set(cookieName(transport), token, { ...options(transport), maxAge: transport.lifeMs })
}

export const clearSessionCookie = (ctx: Context, transport: SessionTransport): void => {
  ctx.cookies.set(cookieName(transport), null, options(transport))
}

/**
 * Cross-site request forgery: a browser names the page a write comes from. Another origin is refused, and so is a
 * cookie without any Origin. A mini-program or a department sends neither cookie nor Origin.
 */
export function mayWrite(ctx: Context, method: string, transport: SessionTransport): boolean {
  if (method === 'GET') return true
  const origin = ctx.get('Origin')
  if (origin) return origin === (transport.publicUrl ?? ctx.origin)
  return bearerOf(ctx) !== null || ctx.cookies.get(cookieName(transport)) === undefined
}
