import * as z from 'zod/mini'
import { routes } from './route'

/** Callbacks of department systems. Shape of the reply is theirs: {"code":"0000"} ends their retries. */

/** The municipal acceptance platform (渝快办 style) reports a step of a case. */
export const acceptanceCallback = z.object({
  eventId: z.string().check(z.minLength(1), z.maxLength(64)),
  outerId: z.string().check(z.minLength(1), z.maxLength(64)),
  receiptNo: z.string().check(z.minLength(1), z.maxLength(64)),
  state: z.string().check(z.maxLength(32)),
  at: z.string().check(z.maxLength(40)),
  note: z.optional(z.string().check(z.maxLength(2000))),
  correction: z.optional(
    z.array(z.object({ item: z.string().check(z.maxLength(200)), reason: z.string().check(z.maxLength(2000)) }))
  ),
  result: z.optional(
    z.object({
      title: z.string().check(z.maxLength(200)),
      documentNo: z.optional(z.string().check(z.maxLength(100))),
      issuedAt: z.string().check(z.maxLength(40)),
      validUntil: z.optional(z.string().check(z.maxLength(40)))
    })
  )
})

export const departmentsRoutes = routes({
  acceptanceCallback: {
    method: 'POST',
    path: '/api/v1/departments/ykb/callback',
    auth: 'department:ykb',
    rate: 'callback',
    idempotent: false,
    audit: true,
    summary:
      'The acceptance platform reports a step of a case; signed, repeated until answered, each event counted once.',
    body: acceptanceCallback,
    response: z.object({ code: z.string(), message: z.string() }),
    errors: ['forbidden', 'not_found']
  }
})

/** What WeChat signs a push with; in 安全模式 msg_signature covers the content too. */
const pushSignature = {
  signature: z.optional(z.string().check(z.maxLength(64))),
  timestamp: z.string().check(z.maxLength(16)),
  nonce: z.string().check(z.maxLength(64))
}

/** 消息推送 of the mini-program and the 公众号: the same address for both. WeChat reads the answer as plain text. */
export const wechatPushRoutes = routes({
  proveAddress: {
    method: 'GET',
    path: '/api/v1/departments/wechat/push',
    auth: 'department:wechat',
    rate: 'callback',
    idempotent: false,
    audit: false,
    summary: 'WeChat checks that the address is ours; answered with echostr.',
    query: z.object({ ...pushSignature, echostr: z.string().check(z.maxLength(200)) }),
    response: 'text',
    errors: ['forbidden']
  },
  receive: {
    method: 'POST',
    path: '/api/v1/departments/wechat/push',
    auth: 'department:wechat',
    rate: 'callback',
    idempotent: false,
    audit: true,
    summary: 'WeChat tells of an event or message (JSON or XML, plain or AES); repeated until answered, counted once.',
    query: z.object({
      ...pushSignature,
      msg_signature: z.optional(z.string().check(z.maxLength(64))),
      encrypt_type: z.optional(z.string().check(z.maxLength(16)))
    }),
    rawBody: true,
    response: 'text',
    errors: ['forbidden']
  }
})
