import type Router from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod'
import { readableTime } from '../clock'
import { type Html, html, page } from '../html'
import { type Person, personById } from '../people'
import { parseJson, queryValue, readBytes } from '../read-body'
import { openidOf } from './accounts'
import { issueCode } from './codes'
import { showFace } from './face'
import type { WechatParts } from './parts'
import { messagesOf, subscribe, templateById } from './subscribe'

const holder = z.object({ person: z.string() })
const dialog = holder.extend({ templateId: z.string() })
const camera = holder.extend({ verifyId: z.string(), pass: z.boolean() })
const decision = z.union([
  dialog.extend({ accept: z.literal(true) }).transform((sent) => ({ ...sent, decision: 'accept' as const })),
  dialog.extend({ reject: z.literal(true) }).transform((sent) => ({ ...sent, decision: 'reject' as const }))
])

/** What happens on the phone itself: codes of wx.login and getPhoneNumber, the face check, the subscribe dialog, received messages. */
export function addDeviceRoutes(router: Router, parts: WechatParts): void {
  const { people, apps } = parts
  const code = (kind: 'login' | 'phone') => async (ctx: Context) => {
    const person = await holderOf(ctx, parts)
    if (person === undefined) return
    const openid = openidOf(apps.appid, person.id)
    ctx.body = { code: await issueCode({ kind, appid: apps.appid, person: person.id, openid }, parts) }
  }
  router.post('/device/js-code', code('login'))
  router.post('/device/phone-code', code('phone'))
  router.post('/device/subscribe', async (ctx) => {
    const sent = decision.safeParse(parseJson(await readBytes(ctx)))
    const template = sent.success ? templateById(sent.data.templateId) : undefined
    if (!sent.success || template === undefined || !onThePhone(sent.data.person, parts)) {
      return refuse(ctx, 'person, templateId and accept: true or reject: true, of a known person and template')
    }
    const left = await subscribe(sent.data.person, template, sent.data.decision, parts)
    ctx.body = { templateId: template.id, decision: sent.data.decision, left }
  })
  router.post('/device/face', async (ctx) => {
    const sent = camera.safeParse(parseJson(await readBytes(ctx)))
    const person = sent.success ? onThePhone(sent.data.person, parts) : undefined
    const outcome =
      sent.success && person ? await showFace(person, sent.data.verifyId, sent.data.pass, parts) : undefined
    if (outcome === undefined)
      return refuse(ctx, 'person, verifyId of a check that is not an hour old, pass: true or false')
    ctx.body = { outcome }
  })
  router.get('/device/people', (ctx) => {
    const shown = people.people.map(({ id, name, describe, ...rest }) => ({
      id,
      name,
      describe,
      default: rest.default === true,
      snapshotOnly: rest.snapshotOnly === true
    }))
    ctx.body = { people: shown }
  })
  router.get('/device/messages', (ctx) => {
    const id = queryValue(ctx, 'person')
    if (ctx.accepts('json', 'html') === 'html') ctx.body = messagesPage(id, parts)
    else ctx.body = { messages: messagesOf(id, parts) }
  })
}

async function holderOf(ctx: Context, parts: WechatParts): Promise<Person | undefined> {
  const sent = holder.safeParse(parseJson(await readBytes(ctx)))
  const person = sent.success ? onThePhone(sent.data.person, parts) : undefined
  if (person === undefined) refuse(ctx, 'person: the id of someone in people.yaml who is not snapshotOnly')
  return person
}

// A snapshot page is a thing of the 公众号; such an account cannot open a mini-program.
function onThePhone(id: string, { people }: WechatParts): Person | undefined {
  const person = personById(people, id)
  return person?.snapshotOnly ? undefined : person
}

function refuse(ctx: Context, wanted: string): void {
  ctx.status = 400
  ctx.body = { error: `expected ${wanted}` }
}

function messagesPage(id: string, parts: WechatParts): string {
  const person = personById(parts.people, id)
  const cards = messagesOf(id, parts).map(
    ({ title, at, fields }) => html`<div class="card"><h2>${title}</h2><p class="soft">${readableTime(at)}</p>
<dl>${fields.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></div>`
  )
  const links = parts.people.people
    .filter(({ snapshotOnly }) => !snapshotOnly)
    .map(({ id: other, name }) => html`<a href="/wechat/device/messages?person=${other}">${name}</a> `)
  return page(
    '微信 · 服务通知',
    html`<p><a href="/">返回控制台</a></p><h1>${person?.name ?? '选择一位测试用户'} 的服务通知</h1><p>${links}</p>
${cards.length > 0 ? cards : html`<div class="card"><p class="soft">还没有收到服务通知。</p></div>`}
${person !== undefined && revokeCard(person.id)}`,
    'phone'
  )
}

function revokeCard(person: string): Html {
  return html`<div class="card"><h2>授权管理</h2><form method="post" action="/wechat/device/revoke">
<input type="hidden" name="person" value="${person}"><button class="warn">撤回对“指尖办”的授权</button></form>
<p class="soft">微信会把撤回通知推送给“指尖办”，由其删除这个人的数据。</p></div>`
}
