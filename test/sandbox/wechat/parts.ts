import type { Clock } from '../clock'
import type { Register } from '../people'
import type { Store } from '../store'
import type { WechatState } from './state'

/** The two apps that are bound to one 开放平台 account: mini-program and 公众号. */
export type WechatApps = { appid: string; secret: string; oaAppid: string; oaSecret: string }

/** What the acts of WeChat need. */
export type WechatParts = { store: Store<WechatState>; clock: Clock; people: Register; apps: WechatApps }
