import { randomBytes } from 'node:crypto'

const texts = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40030: 'invalid refresh_token',
  40037: 'invalid template_id',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  42001: 'access_token expired',
  42002: 'refresh_token expired',
  43101: 'user refuse to accept the msg',
  45009: 'reach max api daily quota limit',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  61010: 'code is expired',
  84001: 'invalid identify id'
} as const
export type RefusalCode = keyof typeof texts

/** WeChat's answer body: errcode 0 or absent = done. HTTP 200 in every case. */
export type WechatAnswer = { errcode?: number } & Record<string, unknown>

/** `{ errcode, errmsg }` with the trace id (rid) at the end of errmsg, as WeChat writes it. */
export function refuse(code: RefusalCode, detail?: string): WechatAnswer {
  const rid = [4, 4, 4].map((length) => randomBytes(length).toString('hex')).join('-')
  const text = detail === undefined ? texts[code] : `${texts[code]} ${detail}`
  return { errcode: code, errmsg: `${text} rid: ${rid}` }
}
