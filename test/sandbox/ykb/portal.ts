import { randomBytes } from 'node:crypto'
import type Router from '@koa/router'
import { hmacSm3 } from '../hmac-sm3'
import { html, page } from '../html'
import { queryValue } from '../read-body'
import { itemsNow } from './lists'
import type { YkbParts } from './parts'

const signedEntry = (secret: string, parts: string[]) => hmacSm3(secret, ['ENTER', ...parts].join('\n'))

/** What a resident sees of the platform: its items, the way to us and the way back, both signed. */
export function addPortalRoutes(
  router: Router,
  parts: YkbParts,
  keys: { secret: string; callbackSecret: string },
  bffUrl: string
): void {
  router.get('/portal', (ctx) => {
    const rows = itemsNow(parts).map(
      ({ itemCode, itemName }) =>
        html`<tr><td>${itemName}</td><td class="code">${itemCode}</td><td><a href="/ykb/portal/go/${itemCode}">去指尖办办理</a></td></tr>`
    )
    ctx.body = page(
      '渝快办（沙箱）',
      html`<h1>渝快办（沙箱）</h1><div class="card"><table><tbody>${rows}</tbody></table></div>`
    )
  })
  router.get('/portal/go/:itemCode', (ctx) => {
    const { itemCode = '' } = ctx.params
    const back = `${ctx.protocol}://${ctx.host}/ykb/portal`
    const [ts, nonce] = [String(parts.clock.now()), randomBytes(16).toString('hex')]
    const sign = signedEntry(keys.callbackSecret, [itemCode, back, ts, nonce])
    const query = new URLSearchParams({ item: itemCode, back, ts, nonce, sign })
    ctx.redirect(`${bffUrl}/#/packages/services/pages/entry/index?${query}`)
  })
  router.get('/portal/item', (ctx) => {
    const [item, back, ts, nonce, sign] = ['item', 'back', 'ts', 'nonce', 'sign'].map((name) => queryValue(ctx, name))
    const right = sign === signedEntry(keys.secret, [item ?? '', back ?? '', ts ?? '', nonce ?? ''])
    const fresh = Math.abs(parts.clock.now() - Number(ts)) <= 300_000
    const known = itemsNow(parts).find(({ itemCode }) => itemCode === item)
    ctx.status = right && fresh && known ? 200 : 403
    ctx.body =
      right && fresh && known
        ? page(
            known.itemName,
            html`<h1>${known.itemName}</h1><p>这是渝快办的办理页面（沙箱）。</p>${back ? html`<p><a href="${back}">返回指尖办</a></p>` : ''}`
          )
        : page('链接无效', html`<h1>链接无效</h1><p><a href="/ykb/portal">去渝快办首页</a></p>`)
  })
}
