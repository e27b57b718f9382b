import { randomBytes } from 'node:crypto'
import { personById } from '../people'
import { unionidOf } from './accounts'
import { refuseApp } from './app-secret'
import { spendCode } from './codes'
import type { WechatParts } from './parts'
import { refuse, type WechatAnswer } from './refusals'
import type { WebToken } from './state'

const lifeMs = 7200_000
const refreshLifeMs = 30 * 86_400_000
const remembered = 2000

type Query = { appid: string; secret: string; code: string; grantType: string }

/** GET /sns/oauth2/access_token: the 公众号 page's own token, openid, and unionid for snsapi_userinfo only. */
export async function codeToWebToken(query: Query, parts: WechatParts): Promise<WechatAnswer> {
  const { store, clock, apps } = parts
  const refused = refuseApp(query.appid, query.secret, { appid: apps.oaAppid, secret: apps.oaSecret })
  if (refused !== undefined) return refuse(refused)
  if (query.grantType !== 'authorization_code') return refuse(40002)
  if (query.code === '') return refuse(41008)
  const code = await spendCode(query.code, 'oauth', apps.oaAppid, parts)
  if (typeof code === 'number') return refuse(code)
  const granted = {
    token: newToken(),
    refreshToken: newToken(),
    openid: code.openid,
    person: code.person,
    scope: code.scope ?? 'snsapi_base',
    snapshot: code.snapshot ?? false,
    expiresAt: clock.now() + lifeMs,
    refreshExpiresAt: clock.now() + refreshLifeMs
  }
  store.data.webTokens = [...store.data.webTokens, granted].slice(-remembered)
  await store.save()
  return describe(granted)
}

/** GET /sns/oauth2/refresh_token: a new access_token for 2 h under the same refresh_token. */
export async function refreshWebToken(
  query: { appid: string; refreshToken: string; grantType: string },
  { store, clock, apps }: WechatParts
): Promise<WechatAnswer> {
  if (query.appid === '') return refuse(41002)
  if (query.appid !== apps.oaAppid) return refuse(40013)
  if (query.grantType !== 'refresh_token') return refuse(40002)
  const granted = store.data.webTokens.find(({ refreshToken }) => refreshToken === query.refreshToken)
  if (granted === undefined) return refuse(40030)
  if (granted.refreshExpiresAt <= clock.now()) return refuse(42002)
  granted.token = newToken()
  granted.expiresAt = clock.now() + lifeMs
  await store.save()
  const { unionid, is_snapshotuser, ...renewed } = describe(granted)
  return renewed
}

/** GET /sns/userinfo: nickname and unionid; sex and region have been empty since 2021-10-20. */
export function userInfo(query: { accessToken: string; openid: string }, parts: WechatParts): WechatAnswer {
  if (query.accessToken === '') return refuse(41001)
  const granted = parts.store.data.webTokens.find(({ token }) => token === query.accessToken)
  if (granted === undefined) return refuse(40001)
  if (granted.expiresAt <= parts.clock.now()) return refuse(42001)
  if (granted.openid !== query.openid) return refuse(40003)
  if (granted.scope !== 'snsapi_userinfo') return refuse(48001)
  const nickname = granted.snapshot ? '微信用户' : (personById(parts.people, granted.person)?.nickname ?? '')
  const empty = { sex: 0, province: '', city: '', country: '', headimgurl: '', privilege: [] }
  return { openid: granted.openid, nickname, ...empty, unionid: unionOf(granted) }
}

function describe(granted: WebToken): WechatAnswer {
  return {
    access_token: granted.token,
    expires_in: lifeMs / 1000,
    refresh_token: granted.refreshToken,
    openid: granted.openid,
    scope: granted.scope,
    ...(granted.snapshot ? { is_snapshotuser: 1 } : {}),
    ...(granted.scope === 'snsapi_userinfo' ? { unionid: unionOf(granted) } : {})
  }
}

// The virtual account has a virtual unionid too, so that binding anything to it shows up as a fault.
function unionOf({ snapshot, openid, person }: WebToken): string {
  return unionidOf(snapshot ? openid : person)
}

function newToken(): string {
  return randomBytes(64).toString('base64url')
}
