import * as z from 'zod'
import { type Clock, shanghaiTime } from '../clock'
import { openStore } from '../store'
import { type Answer, answer } from './answers'

/** The texts registered with the operators; {1} is the first parameter. */
const templates = new Map([
  ['ZJB_SIGN_IN', '验证码 {1}，5 分钟内有效，请勿告诉他人。'],
  ['ZJB_CHECK', '验证码 {1}，用于确认是您本人在操作，5 分钟内有效，请勿告诉他人。']
])

/** A number that takes no message: its receipt is 失败. */
export const deadPhone = '19900000099'
/** How long a message is under way. */
const travelMs = 3_000
const remembered = 2_000

const order = z.object({
  outId: z.string().min(1).max(64),
  phone: z.string(),
  template: z.string(),
  params: z.array(z.string().max(20)).max(10),
  sign: z.string().min(1).max(20)
})

const sms = order.extend({ messageId: z.string(), text: z.string(), at: z.number() })
type Sms = z.infer<typeof sms>
const state = z.object({ messages: z.array(sms), numbered: z.number() })

/** A message as a phone shows it, and a test reads it; `at` ISO 8601. */
export type ShownSms = { outId: string; template: string; params: string[]; text: string; at: string }

export type SmsOutbox = {
  send(sent: unknown): Promise<Answer>
  receipt(outId: string): Answer
  /** What has come to a phone, newest first. */
  inbox(phone: string): ShownSms[]
  empty(): Promise<void>
}

/** The gateway's own book; the same outId is one message, however often it is sent. */
export function openSmsOutbox(dataDir: string | undefined, clock: Clock): SmsOutbox {
  const store = openStore(dataDir, 'sms', state, () => ({ messages: [], numbered: 0 }))
  const find = (outId: string) => store.data.messages.find((one) => one.outId === outId)
  return {
    async send(sent) {
      const checked = checkOrder(sent)
      if ('code' in checked) return checked
      const before = find(checked.outId)
      if (before !== undefined) return sameAs(before, checked)
      store.data.numbered += 1
      const messageId = `SMS${String(store.data.numbered).padStart(10, '0')}`
      store.data.messages = [...store.data.messages, { ...checked, messageId, at: clock.now() }].slice(-remembered)
      await store.save()
      return answer('0000', { messageId })
    },
    receipt(outId) {
      const one = find(outId)
      return one === undefined ? answer('E2005') : answer('0000', { outId, state: stateOf(one, clock.now()) })
    },
    inbox: (phone) =>
      store.data.messages
        .filter((one) => one.phone === phone && phone !== deadPhone)
        .map(({ outId, template, params, text, at }) => ({ outId, template, params, text, at: shanghaiTime(at) }))
        .reverse(),
    empty: store.empty
  }
}

function checkOrder(sent: unknown): (z.infer<typeof order> & { text: string }) | Answer {
  const parsed = order.safeParse(sent)
  if (!parsed.success) return answer('E2002')
  if (!/^1[3-9]\d{9}$/.test(parsed.data.phone)) return answer('E2001')
  const template = templates.get(parsed.data.template)
  if (template === undefined) return answer('E2006')
  const places = template.match(/\{\d\}/g) ?? []
  if (parsed.data.params.length < places.length) return answer('E2002')
  const text = template.replace(/\{(\d)\}/g, (_, place: string) => parsed.data.params[Number(place) - 1] ?? '')
  return { ...parsed.data, text: `【${parsed.data.sign}】${text}` }
}

function sameAs(before: Sms, sent: z.infer<typeof order> & { text: string }): Answer {
  const same = before.phone === sent.phone && before.text === sent.text
  return same ? answer('0000', { messageId: before.messageId }) : answer('E2004')
}

function stateOf({ phone, at }: Sms, now: number): 'SENT' | 'DELIVERED' | 'FAILED' {
  if (now - at < travelMs) return 'SENT'
  return phone === deadPhone ? 'FAILED' : 'DELIVERED'
}
