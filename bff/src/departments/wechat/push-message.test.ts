import { toXml } from '../../../../test/sandbox/wechat/push-envelope'
import { pushFields } from './push-fields'
import { readPush } from './push-message'

const read = (fields: Record<string, unknown>) => ({
  json: readPush(pushFields(JSON.stringify(fields)) ?? {}, 'wx-mini'),
  xml: readPush(pushFields(toXml(fields)) ?? {}, 'wx-mini')
})
const head = { ToUserName: 'gh_x', FromUserName: 'oPerson', CreateTime: 1_700_000_000, MsgType: 'event' }
const one = { TemplateId: 'case-progress', SubscribeStatusString: 'accept', PopupScene: '0' }
const other = { TemplateId: 'case-result', SubscribeStatusString: 'reject', PopupScene: '0' }
const chosen = (...list: unknown[]) => ({ event: 'subscribe_msg_popup_event', openid: 'oPerson', choices: list })
const accepted = { templateId: 'case-progress', decision: 'accept' }
const rejected = { templateId: 'case-result', decision: 'reject' }

it('a person takes back what they authorised: JSON and XML say the same', () => {
  const { json, xml } = read({
    ...head,
    Event: 'user_authorization_revoke',
    OpenID: 'oPerson',
    AppID: 'wx-mini',
    RevokeInfo: '301'
  })
  expect(json).toEqual({
    key: 'wx-mini|oPerson|1700000000|user_authorization_revoke',
    kind: 'user_authorization_revoke',
    event: { event: 'user_authorization_revoke', openid: 'oPerson', appid: 'wx-mini', revoked: '301' }
  })
  expect(xml).toEqual(json)
})

it('a list of one comes as the one, and is a list all the same', () => {
  const Event = 'subscribe_msg_popup_event'
  expect(read({ ...head, Event, List: one }).json?.event).toEqual(chosen(accepted))
  expect(read({ ...head, Event, List: [one, other] }).json?.event).toEqual(chosen(accepted, rejected))
})

it('XML wraps the list in an element of its own', () => {
  const Event = 'subscribe_msg_popup_event'
  expect(read({ ...head, Event, SubscribeMsgPopupEvent: { List: one } }).xml?.event).toEqual(chosen(accepted))
  expect(read({ ...head, Event, SubscribeMsgPopupEvent: { List: [one, other] } }).xml?.event).toEqual(
    chosen(accepted, rejected)
  )
})

it('a sent message tells whether it arrived', () => {
  const List = { TemplateId: 'case-result', MsgID: '1864323726461255680', ErrorCode: '0', ErrorStatus: 'success' }
  const arrived = {
    event: 'subscribe_msg_sent_event',
    openid: 'oPerson',
    templateId: 'case-result',
    messageId: '1864323726461255680',
    errorCode: '0'
  }
  const Event = 'subscribe_msg_sent_event'
  expect(read({ ...head, Event, List }).json?.event).toEqual(arrived)
  expect(read({ ...head, Event, SubscribeMsgSentEvent: { List } }).xml?.event).toEqual(arrived)
})

it('a verdict on a picture: review leaves it to people, and a check that failed says nothing', () => {
  const verdict = (suggest: string, more: Record<string, unknown> = {}) =>
    read({
      ...{ ...head, Event: 'wxa_media_check', appid: 'wx-mini', trace_id: 't1', version: 2, errcode: 0 },
      ...{ detail: [{ strategy: 'content_model', errcode: 0, suggest, label: 100, prob: 90 }], result: { suggest } },
      ...more
    })
  const judged = (given: 'fit' | 'unfit') => ({
    ...{ event: 'wxa_media_check', openid: 'oPerson', traceId: 't1', verdict: given }
  })
  expect(verdict('risky').json?.event).toEqual(judged('unfit'))
  expect(verdict('risky').xml).toEqual(verdict('risky').json)
  expect(verdict('review').json?.event).toEqual(judged('fit'))
  expect(verdict('pass').json?.event).toEqual(judged('fit'))
  expect(verdict('', { errcode: -1008 }).json).toMatchObject({ kind: 'wxa_media_check', event: null })
  expect(verdict('splendid').json?.event).toBeNull()
})

it('two pictures of one person judged in the same second are two events', () => {
  const key = (trace_id: string) =>
    read({ ...head, Event: 'wxa_media_check', trace_id, errcode: 0, result: { suggest: 'pass' } }).json?.key
  expect(key('t1')).not.toBe(key('t2'))
  expect(key('t1')).toBe(key('t1'))
})

it('messages are told apart by MsgId, events by who, when and what', () => {
  const message = { ...head, MsgType: 'text', Content: '您好', MsgId: '23637352235060880' }
  const keys = [
    message,
    { ...message, CreateTime: 1_700_000_001 },
    { ...message, MsgId: '23637352235060881' },
    { ...head, Event: 'subscribe' },
    { ...head, Event: 'unsubscribe' },
    { ...head, Event: 'subscribe', CreateTime: 1_700_000_001 }
  ].map((fields) => read(fields).json?.key)
  expect(keys[0]).toBe(keys[1])
  expect(new Set(keys).size).toBe(5)
})

it('what is no push is not read, and what has no meaning here says only its name', () => {
  const { Event: _none, ...withoutEvent } = { ...head, Event: '' }
  const broken = [{}, withoutEvent, { ...head, MsgType: 'text' }, { ...head, Event: 'x', CreateTime: 'soon' }]
  expect(broken.map((fields) => read(fields).json)).toEqual([null, null, null, null])
  expect(read({ ...head, Event: 'weapp_audit_success' }).json).toMatchObject({
    kind: 'weapp_audit_success',
    event: null
  })
  expect(read({ ...head, Event: '张敏 19900000001' }).json?.kind).toBe('unprintable')
})
