import type Router from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod'
import { personById } from '../people'
import { isForm, parseJson, readBytes, readFields } from '../read-body'
import { openidOf } from './accounts'
import type { PhotoSafety } from './photo-safety'
import { checkAddress, type PushParts, pushOrder, sendPush } from './push'

const check = z.object({ app: z.enum(['mini', 'official']).default('mini') })
const photoChecks = z.object({ silent: z.boolean() })
const revoke = z.object({ person: z.string() })

/** What makes WeChat push: a person who takes back what they authorised, or a tester's order. */
export function addPushRoutes(router: Router, parts: PushParts, photos: PhotoSafety): void {
  router.post('/push/send', async (ctx) => {
    const order = pushOrder.safeParse(parseJson(await readBytes(ctx)))
    if (!order.success) return refuse(ctx, z.prettifyError(order.error))
    if (personById(parts.people, order.data.person) === undefined) return refuse(ctx, 'unknown person')
    ctx.body = await sendPush(order.data, parts)
  })
  router.post('/push/check', async (ctx) => {
    const sent = check.safeParse(parseJson(await readBytes(ctx)) ?? {})
    if (!sent.success) return refuse(ctx, z.prettifyError(sent.error))
    ctx.body = await checkAddress(sent.data.app, parts)
  })
  router.get('/push/photo-checks', (ctx) => {
    ctx.body = { waiting: photos.waiting() }
  })
  router.post('/push/photo-checks', async (ctx) => {
    const sent = photoChecks.safeParse(parseJson(await readBytes(ctx)))
    if (!sent.success) return refuse(ctx, z.prettifyError(sent.error))
    photos.setSilent(sent.data.silent)
    ctx.body = sent.data
  })
  router.post('/device/revoke', async (ctx) => {
    const sent = revoke.safeParse(await readFields(ctx))
    const person = sent.success ? personById(parts.people, sent.data.person) : undefined
    if (person === undefined) return refuse(ctx, 'person: the id of someone in people.yaml')
    const told = await sendPush(revocation(person.id, parts), parts)
    if (isForm(ctx)) ctx.redirect(`/wechat/device/messages?person=${person.id}`)
    else ctx.body = told
  })
}

// 301: everything, not one kind of authorisation
function revocation(person: string, { apps }: PushParts) {
  const fields = {
    OpenID: openidOf(apps.appid, person),
    AppID: apps.appid,
    RevokeInfo: '301',
    PluginID: '',
    OpenPID: ''
  }
  return pushOrder.parse({ person, event: 'user_authorization_revoke', fields })
}

function refuse(ctx: Context, problem: string): void {
  ctx.status = 400
  ctx.body = { error: problem }
}
