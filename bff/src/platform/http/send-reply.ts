import type { OutgoingHttpHeaders } from 'node:http'
import type { Route } from '@shared/contract/route'
import type { Context } from 'koa'
import * as z from 'zod/mini'
import { Defect } from '../log/safe-error'

export interface FileReply {
  name: string
  type: string
  bytes: Buffer
}
const isFile = (reply: unknown): reply is FileReply =>
  typeof reply === 'object' && reply !== null && 'bytes' in reply && 'type' in reply && 'name' in reply

/** Sends what a handler answered; throws a Defect when that is not what the contract promises. */
export function send(ctx: Context, route: Route, reply: unknown): void {
  if (route.response === 'file') {
    ctx.status = 200
    if (!isFile(reply)) throw new Defect('a file route answered no file')
    ctx.set('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(reply.name)}`)
    ctx.set('Cache-Control', 'private, no-store')
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.type = reply.type
    ctx.body = reply.bytes
    return
  }
  if (route.response === 'text') {
    ctx.status = 200
    ctx.type = 'text/plain'
    ctx.body = typeof reply === 'string' ? reply : ''
    return
  }
  const parsed = z.safeParse(route.response, reply)
  if (!parsed.success)
    throw new Defect(
      `reply of ${ctx.routeName} breaks its contract at ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`
    )
  // signing in is public, and its reply is one person's
  sendJson(ctx, JSON.stringify(parsed.data), route.auth !== 'public' || route.method !== 'GET')
}

/** Headers and body at once and past Koa, whose own way (a header at a time, after all middleware) takes twice as long. */
function sendJson(ctx: Context, text: string, isPrivate: boolean): void {
  const headers: OutgoingHttpHeaders = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'X-Request-Id': ctx.requestId
  }
  if (isPrivate) headers['Cache-Control'] = 'private, no-store'
  ctx.respond = false
  ctx.res.writeHead(200, headers)
  ctx.res.end(text)
}
