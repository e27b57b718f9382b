import type { Sql } from '../../platform/db/db'

/** What the identity domain asks of WeChat. A refused code comes back as null; WeChat down throws DepartmentUnavailable. */
export interface WechatIdentity {
  openid: string
  /** only when the app is bound to the same 开放平台 account */
  unionid: string | null
}

export interface WechatSignIn {
  /** code of wx.login → who; null = used, expired or unknown code */
  byLoginCode(code: string): Promise<WechatIdentity | null>
  /** address of the 公众号 OAuth page; redirectUri is where WeChat sends the browser back to with code and state */
  authorizeUrl(redirectUri: string, state: string): string
  /** OAuth code → who; 'snapshot' = virtual account of a 快照页, never to be bound */
  byOAuthCode(code: string): Promise<WechatIdentity | 'snapshot' | null>
}

/**
 * The sealed fields of one citizen (envelope encryption, a key per citizen). `context` names table, column and row,
 * e.g. `services_drafts.answers:<id>`; it is authenticated, so a value opens only in its own place.
 */
export interface CitizenSeal {
  seal(plain: string, context: string): string
  open(sealed: string, context: string): string
  sealBytes(plain: Buffer, context: string): Buffer
  openBytes(sealed: Buffer, context: string): Buffer
}

export interface CitizenSeals {
  /** `sql` is the open transaction, if there is one. Throws when there is no such citizen. */
  of(sql: Sql, citizenId: string): Promise<CitizenSeal>
}
