import * as z from 'zod/mini'
import type { PushedEvent, ReceivedPush } from '../../domains/wechat-push/port'
import { codeForLog } from '../../platform/department-client/verdict'

/** XML knows only text, JSON also numbers. */
const word = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value))
)
/** WeChat writes a list of one as the one. */
const oneOrMore = <S extends z.ZodMiniType>(item: S) =>
  z.pipe(
    z.union([z.array(item), item]),
    z.transform((value) => (Array.isArray(value) ? value : [value]))
  )

const head = z.object({
  FromUserName: word.check(z.minLength(1)),
  CreateTime: word.check(z.regex(/^\d{1,12}$/)),
  MsgType: word,
  MsgId: z.optional(word),
  Event: z.optional(word)
})
const person = z.object({ OpenID: z.optional(word), AppID: z.optional(word), RevokeInfo: z.optional(word) })
const choice = z.object({ TemplateId: word, SubscribeStatusString: z.enum(['accept', 'reject']) })
/** XML wraps the list in an element named after the event, JSON puts it beside the head. */
const choices = z.object({ List: oneOrMore(choice) })
const wrappedChoices = z.object({
  SubscribeMsgPopupEvent: z.optional(choices),
  SubscribeMsgChangeEvent: z.optional(choices)
})
const sent = z.object({ TemplateId: word, MsgID: word, ErrorCode: word })
const sentList = z.object({ List: oneOrMore(sent) })
const wrappedSent = z.object({ SubscribeMsgSentEvent: sentList })

const judged = z.object({ trace_id: word, errcode: word, result: z.object({ suggest: word }) })

/** What a push says; `appId` is the app it was signed for. null when it lacks what every push has. */
export function readPush(fields: Record<string, unknown>, appId: string): ReceivedPush | null {
  const read = z.safeParse(head, fields)
  if (!read.success) return null
  const { FromUserName: from, CreateTime: at, MsgType, MsgId, Event } = read.data
  if (MsgType !== 'event')
    return MsgId === undefined ? null : { key: `${appId}|${MsgId}`, kind: codeForLog(MsgType), event: null }
  if (Event === undefined) return null
  const event = eventOf(Event, from, fields, appId)
  // WeChat: events are told apart by who and when; a person can do two different things in one second, and two of
  // their pictures can be judged in one
  const which = event?.event === 'wxa_media_check' ? `|${event.traceId}` : ''
  return { key: `${appId}|${from}|${at}|${Event}${which}`, kind: codeForLog(Event), event }
}

function eventOf(event: string, from: string, fields: Record<string, unknown>, appId: string): PushedEvent | null {
  switch (event) {
    case 'user_authorization_revoke':
    case 'user_authorization_cancellation': {
      const about = z.safeParse(person, fields)
      if (!about.success) return null
      const { OpenID: openid = from, AppID: appid = appId, RevokeInfo: revoked = '' } = about.data
      return event === 'user_authorization_revoke' ? { event, openid, appid, revoked } : { event, openid, appid }
    }
    case 'subscribe_msg_popup_event':
    case 'subscribe_msg_change_event': {
      const chosen = choicesIn(fields)
      return chosen && { event, openid: from, choices: chosen }
    }
    case 'subscribe_msg_sent_event': {
      const one = sentIn(fields)
      return one && { event, openid: from, templateId: one.TemplateId, messageId: one.MsgID, errorCode: one.ErrorCode }
    }
    case 'wxa_media_check':
      return judgedIn(fields, from)
    default:
      return null
  }
}

function choicesIn(fields: Record<string, unknown>) {
  const wrapped = z.safeParse(wrappedChoices, fields)
  const list =
    (wrapped.success
      ? (wrapped.data.SubscribeMsgPopupEvent ?? wrapped.data.SubscribeMsgChangeEvent)?.List
      : undefined) ?? z.safeParse(choices, fields).data?.List
  return list === undefined
    ? null
    : list.map(({ TemplateId, SubscribeStatusString }) => ({
        templateId: TemplateId,
        decision: SubscribeStatusString
      }))
}

const sentIn = (fields: Record<string, unknown>) =>
  (z.safeParse(wrappedSent, fields).data?.SubscribeMsgSentEvent ?? z.safeParse(sentList, fields).data)?.List[0] ?? null

/** null also where the check itself failed (errcode): that says nothing of the picture, and it is asked about again. */
function judgedIn(fields: Record<string, unknown>, openid: string): PushedEvent | null {
  const read = z.safeParse(judged, fields)
  if (!read.success || read.data.errcode !== '0') return null
  const { trace_id: traceId, result } = read.data
  if (!['pass', 'review', 'risky'].includes(result.suggest)) return null
  return { event: 'wxa_media_check', openid, traceId, verdict: result.suggest === 'risky' ? 'unfit' : 'fit' }
}
