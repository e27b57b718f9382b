import type { PushReader } from '../../domains/wechat-push/port'
import type { Clock } from '../../platform/clock/clock'
import { checkConfig } from '../../platform/department-client/check-config'
import type { SignedRequest } from '../../platform/http/caller'
import type { Kv } from '../../platform/kv/kv'
import { type WechatPushConfig, wechatPushConfig } from './push-config'
import { openEnvelope } from './push-envelope'
import { pushFields } from './push-fields'
import { readPush } from './push-message'
import { pushSignature, signatureFits } from './push-signature'

/** How far WeChat's clock and ours may be apart; an older push is a replay. */
const SKEW_MS = 300_000
/** A push of a clock 300 s ahead is good for 600 s; a little more, so that no instant is left uncovered. */
const REMEMBERED_MS = 2 * SKEW_MS + 1_000

interface App {
  name: string
  appId: string
  token: string
  /** current, then the one before; empty = 明文模式 */
  aesKeys: string[]
}

const keys = (...given: (string | undefined)[]) => given.filter((key) => key !== undefined)

function appsOf(config: WechatPushConfig): App[] {
  const { officialToken } = config
  const mini: App = {
    name: 'wechat',
    appId: config.appId,
    token: config.token,
    aesKeys: keys(config.aesKey, config.aesKeyPrevious)
  }
  if (officialToken === undefined) return [mini]
  const aesKeys = keys(config.officialAesKey, config.officialAesKeyPrevious)
  return [mini, { name: 'wechat-official', appId: config.officialAppId, token: officialToken, aesKeys }]
}

export type PushRefusal = 'clock' | 'nonce' | 'signature'

/**
 * 消息推送 of WeChat: whether a request is genuine, and what it says. Throws one Error naming every mistake in the
 * configuration; a key-value store that is down throws, so nothing gets in unchecked.
 */
export function makeWechatPush(given: WechatPushConfig, { kv, clock }: { kv: Kv; clock: Clock }) {
  const apps = appsOf(checkConfig('wechat-push', wechatPushConfig, given))
  const seenKey = (timestamp: string, nonce: string) => `nonce:wechat-push:${timestamp}:${nonce}`

  const signerOf = ({ method, rawBody }: SignedRequest, query: URLSearchParams): App | undefined => {
    const parts = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
    const bySignature = ({ token }: App) => signatureFits(query.get('signature'), pushSignature(token, ...parts))
    if (method === 'GET') return apps.find(bySignature)
    const encrypted = encryptedPart(rawBody.toString('utf8'))
    return apps.find((app) => {
      if (app.aesKeys.length === 0) return query.get('encrypt_type') !== 'aes' && bySignature(app)
      if (encrypted === null) return false
      return signatureFits(query.get('msg_signature'), pushSignature(app.token, ...parts, encrypted))
    })
  }

  const reader: PushReader = {
    read(signer, body) {
      const app = apps.find(({ name }) => name === signer)
      if (app === undefined) return null
      const fields = app.aesKeys.length === 0 ? pushFields(body) : opened(app, body)
      return fields && readPush(fields, app.appId)
    },
    handled: ({ timestamp, nonce }) => kv.set(seenKey(timestamp, nonce), '1', REMEMBERED_MS)
  }

  return {
    ...reader,
    /**
     * The name of the app whose push this is: signed with its token, at most 300 s off our clock, not handled before. A
     * push whose handling failed may come again as it is: WeChat sends up to three times.
     */
    async signer(request: SignedRequest): Promise<{ name: string } | { refused: PushRefusal }> {
      const query = new URL(request.path, 'http://push').searchParams
      const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
      const apartMs = Math.abs(clock.now().getTime() - Number(timestamp) * 1000)
      if (!/^\d{10}$/.test(timestamp) || apartMs > SKEW_MS) return { refused: 'clock' }
      const app = signerOf(request, query)
      if (app === undefined) return { refused: 'signature' }
      if (!/^[\w-]{1,64}$/.test(nonce) || (await kv.get(seenKey(timestamp, nonce))) !== null)
        return { refused: 'nonce' }
      return { name: app.name }
    }
  }
}

function encryptedPart(body: string): string | null {
  const { Encrypt: encrypted } = pushFields(body) ?? {}
  return typeof encrypted === 'string' && encrypted !== '' ? encrypted : null
}

function opened({ aesKeys, appId }: App, body: string): Record<string, unknown> | null {
  const encrypted = encryptedPart(body)
  if (encrypted === null) return null
  for (const key of aesKeys) {
    const text = openEnvelope(encrypted, key, appId)
    if (text !== null) return pushFields(text)
  }
  return null
}
