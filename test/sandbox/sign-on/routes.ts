import Router from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod'
import { html, page } from '../html'
import { parseJson, queryValue, readBytes } from '../read-body'
import { type ExchangeParts, exchange } from './exchange'
import { partnerPage } from './pages'
import { type Partner, partners } from './partners'

const sent = z.object({ ticket: z.string() })

/**
 * Websites of two departments that 指尖办 signs people on to: /sign-on/culture-tourism and /sign-on/district-library take
 * `?ticket=`. They keep nothing: each visit needs a ticket of its own.
 */
export function makeSignOn(parts: ExchangeParts) {
  const router = new Router({ prefix: '/sign-on' })
  router.get('/', (ctx) => {
    ctx.body = listPage()
  })
  router.get('/:partner', async (ctx) => {
    const partner = partnerOf(ctx)
    if (partner === undefined) return
    const ticket = queryValue(ctx, 'ticket')
    // the ticket stands in the address: no other site may be told it, no cache keep it
    ctx.set('Referrer-Policy', 'no-referrer')
    ctx.set('Cache-Control', 'no-store')
    ctx.body = partnerPage(partner, ticket === '' ? undefined : await exchange(ticket, partner, parts))
  })
  // the same for tests, as JSON
  router.post('/:partner/exchange', async (ctx) => {
    const partner = partnerOf(ctx)
    const body = sent.safeParse(parseJson(await readBytes(ctx)))
    if (partner === undefined) return
    if (!body.success) {
      ctx.status = 400
      ctx.body = { error: 'ticket' }
      return
    }
    ctx.body = await exchange(body.data.ticket, partner, parts)
  })
  return { router, empty: async () => undefined }
}

function partnerOf(ctx: Context): Partner | undefined {
  const partner = partners.find(({ id }) => id === ctx.params.partner)
  if (partner === undefined) {
    ctx.status = 404
    ctx.body = { error: 'unknown partner' }
  }
  return partner
}

function listPage(): string {
  return page(
    '部门自有网站',
    html`<p><a href="/">返回控制台</a></p><h1>部门自有网站</h1>
${partners.map(({ id, owner, title }) => html`<div class="card"><h2><a href="/sign-on/${id}">${title}</a></h2><p class="soft">${owner}</p></div>`)}`,
    'phone'
  )
}
