import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Middleware } from 'koa'
import sirv from 'sirv'

const HASHED_NAME = /\.[0-9a-f]{8,}\.(js|css)$/

/** Inline scripts of the built page are allowed by their hash, nothing else inline is. */
function inlineScriptHashes(html: string): string {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
    .map(
      ([, script]) =>
        `'sha256-${createHash('sha256')
          .update(script ?? '')
          .digest('base64')}'`
    )
    .join(' ')
}

function policyFor(folder: string): string {
  const index = path.join(folder, 'index.html')
  const hashes = existsSync(index) ? inlineScriptHashes(readFileSync(index, 'utf8')) : ''
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'"
  ].join('; ')
}

/** Nothing to serve where nothing has been built (watch mode has its own server for the H5). */
const passOn: Middleware = (_ctx, next) => next()

/** Files of a built page under `prefix`, with their precompressed twins; hashed names are kept for a year. */
export function serveFiles(folder: string, options: { prefix: string; name: string }): Middleware {
  if (!existsSync(folder)) return passOn
  const policy = policyFor(folder)
  const serve = sirv(folder, {
    gzip: true,
    brotli: true,
    etag: true,
    setHeaders: (response, file) => {
      response.setHeader('Cache-Control', HASHED_NAME.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache')
      response.setHeader('Content-Security-Policy', policy)
      response.setHeader('X-Content-Type-Options', 'nosniff')
      response.setHeader('Referrer-Policy', 'same-origin')
    }
  })
  return async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || !ctx.path.startsWith(options.prefix)) return next()
    const url = ctx.req.url ?? '/'
    ctx.req.url = `/${url.slice(options.prefix.length)}`
    const missed = await new Promise<boolean>((resolve) => {
      // koa would answer by itself; here the file server does
      ctx.res.statusCode = 200
      ctx.res.setHeader('X-Request-Id', ctx.requestId)
      ctx.res.once('close', () => resolve(false))
      ctx.res.once('finish', () => resolve(false))
      serve(ctx.req, ctx.res, () => resolve(true))
    })
    ctx.req.url = url
    if (missed) {
      ctx.res.statusCode = 404
      return next()
    }
    ctx.routeName = options.name
    ctx.respond = false
  }
}
