import * as z from 'zod'

const code = z.object({
  kind: z.enum(['login', 'phone', 'oauth']),
  appid: z.string(),
  person: z.string(),
  openid: z.string(),
  issuedAt: z.number(),
  used: z.boolean(),
  scope: z.string().optional(),
  snapshot: z.boolean().optional()
})
export type Code = z.infer<typeof code>

const token = z.object({ appid: z.string(), token: z.string(), expiresAt: z.number() })
export type Token = z.infer<typeof token>

const webToken = z.object({
  token: z.string(),
  refreshToken: z.string(),
  openid: z.string(),
  person: z.string(),
  scope: z.string(),
  snapshot: z.boolean(),
  expiresAt: z.number(),
  refreshExpiresAt: z.number()
})
export type WebToken = z.infer<typeof webToken>

const message = z.object({
  at: z.string(),
  person: z.string(),
  templateId: z.string(),
  title: z.string(),
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  page: z.string().optional()
})
export type Message = z.infer<typeof message>

const face = z.object({
  seq: z.string(),
  openid: z.string(),
  name: z.string(),
  idNumber: z.string(),
  startedAt: z.number(),
  /** what the camera saw; absent until the phone has shown it a face */
  outcome: z.enum(['passed', 'failed']).optional()
})
export type Face = z.infer<typeof face>

/** Everything WeChat remembers. Instants are ms since the epoch on the sandbox's clock. */
export const wechatState = z.object({
  codes: z.record(z.string(), code),
  /** access_token of each app, oldest first */
  tokens: z.array(token),
  forcedRefreshes: z.array(z.object({ appid: z.string(), at: z.number() })),
  webTokens: z.array(webToken),
  /** how many messages of a template an openid still takes; key = openid and template id */
  ledger: z.record(z.string(), z.union([z.number(), z.literal('always')])),
  messages: z.array(message),
  /** face checks by verify_id */
  faces: z.record(z.string(), face).default({}),
  /** when a person (openid) last opened the mini-program */
  visits: z.record(z.string(), z.number()).default({})
})
export type WechatState = z.infer<typeof wechatState>

/** A WeChat that nobody has used. */
export function emptyWechat(): WechatState {
  return { codes: {}, tokens: [], forcedRefreshes: [], webTokens: [], ledger: {}, messages: [], faces: {}, visits: {} }
}
