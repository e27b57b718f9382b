import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { shanghaiTime } from '../clock'
import { openidOf } from './accounts'
import type { WechatParts } from './parts'
import { refuse, type WechatAnswer } from './refusals'
import type { Message } from './state'
import { type Template, templates } from './templates'
import { refuseToken } from './tokens'
import { wrongValue } from './value-limits'

const keptMessages = 500

const call = z.object({
  touser: z.string(),
  template_id: z.string(),
  page: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.string() })),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']).optional(),
  lang: z.enum(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']).optional()
})

/** POST /cgi-bin/message/subscribe/send: one message for one acceptance; 40003, 40037, 47003, 43101. */
export async function sendMessage(accessToken: string, body: unknown, parts: WechatParts): Promise<WechatAnswer> {
  const { store, clock, people, apps } = parts
  const refused = refuseToken(accessToken, parts)
  if (refused !== undefined) return refuse(refused)
  const sent = call.safeParse(body)
  if (!sent.success) return refuse(47001)
  const { touser, template_id: templateId, data, page } = sent.data
  const person = people.people.find(({ id }) => openidOf(apps.appid, id) === touser)
  if (person === undefined) return refuse(40003)
  const template = templateById(templateId)
  if (template === undefined) return refuse(40037)
  const wrong = wrongValue(template, data)
  if (wrong !== undefined) return refuse(47003, wrong)
  const key = ledgerKey(touser, templateId)
  const left = store.data.ledger[key] ?? 0
  if (left === 0) return refuse(43101)
  if (left !== 'always') store.data.ledger[key] = left - 1
  const fields = template.fields.map(({ key: name, label }) => ({ label, value: data[name]?.value ?? '' }))
  const message = { at: shanghaiTime(clock.now()), person: person.id, templateId, title: template.title, fields, page }
  store.data.messages = [...store.data.messages, message].slice(-keptMessages)
  await store.save()
  return { errcode: 0, errmsg: 'ok', msgid: randomInt(1, 2 ** 47) }
}

/** What the phone does on wx.requestSubscribeMessage; gives back how many messages may now be sent. */
export async function subscribe(
  person: string,
  template: Template,
  decision: 'accept' | 'reject',
  { store, apps }: WechatParts
): Promise<number | 'always'> {
  const key = ledgerKey(openidOf(apps.appid, person), template.id)
  const left = store.data.ledger[key] ?? 0
  store.data.ledger[key] = after(left, template, decision)
  await store.save()
  return store.data.ledger[key] ?? 0
}

/** The template with this id, or undefined. */
export function templateById(id: string): Template | undefined {
  return templates.find((template) => template.id === id)
}

/** Messages that reached a person's phone, newest first. */
export function messagesOf(person: string, { store }: WechatParts): Message[] {
  return store.data.messages.filter((message) => message.person === person).toReversed()
}

function after(left: number | 'always', { longTerm }: Template, decision: 'accept' | 'reject'): number | 'always' {
  if (longTerm) return decision === 'accept' ? 'always' : 0
  // A refused dialog takes nothing away from what was accepted before.
  return decision === 'accept' && left !== 'always' ? left + 1 : left
}

function ledgerKey(openid: string, templateId: string): string {
  return `${openid} ${templateId}`
}
