import { randomBytes } from 'node:crypto'
import { unionidOf } from './accounts'
import { refuseApp } from './app-secret'
import { spendCode } from './codes'
import type { WechatParts } from './parts'
import { refuse, type WechatAnswer } from './refusals'

type Query = { appid: string; secret: string; code: string; grantType: string }

/** GET /sns/jscode2session (code2Session): openid, a new session_key, and the unionid. */
export async function codeToSession(query: Query, parts: WechatParts): Promise<WechatAnswer> {
  const { appid, secret } = parts.apps
  const refused = refuseApp(query.appid, query.secret, { appid, secret })
  if (refused !== undefined) return refuse(refused)
  if (query.grantType !== 'authorization_code') return refuse(40002)
  if (query.code === '') return refuse(41008)
  const code = await spendCode(query.code, 'login', appid, parts)
  if (typeof code === 'number') return refuse(code)
  parts.store.data.visits[code.openid] = parts.clock.now()
  await parts.store.save()
  return { session_key: randomBytes(16).toString('base64'), openid: code.openid, unionid: unionidOf(code.person) }
}
