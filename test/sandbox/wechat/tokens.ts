import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { refuseApp } from './app-secret'
import type { WechatParts } from './parts'
import { type RefusalCode, refuse, type WechatAnswer } from './refusals'
import type { Token } from './state'

const lifeMs = 7200_000
const overlapMs = 300_000
const forcedApartMs = 30_000
const forcedADay = 20
const remembered = 40

const call = z.object({
  grant_type: z.string(),
  appid: z.string().default(''),
  secret: z.string().default(''),
  force_refresh: z.boolean().default(false)
})

/**
 * POST /cgi-bin/stable_token: the same token until 5 minutes before its end, then a new one while the old still works.
 * force_refresh: 20 a day (45009), at least 30 s apart (otherwise the same token comes back).
 */
export async function stableToken(body: unknown, parts: WechatParts): Promise<WechatAnswer> {
  const sent = call.safeParse(body)
  if (!sent.success) return refuse(47001)
  const { appid, secret, oaAppid, oaSecret } = parts.apps
  const app = sent.data.appid === oaAppid ? { appid: oaAppid, secret: oaSecret } : { appid, secret }
  const refused = refuseApp(sent.data.appid, sent.data.secret, app)
  if (refused !== undefined) return refuse(refused)
  if (sent.data.grant_type !== 'client_credential') return refuse(40002)
  const current = latest(app.appid, parts)
  const now = parts.clock.now()
  const forced = sent.data.force_refresh ? forceRefresh(app.appid, parts) : 'no'
  if (forced === 'too-many') return refuse(45009)
  const renew = current === undefined || forced === 'yes' || current.expiresAt - now <= overlapMs
  const token = renew ? addToken(app.appid, parts) : current
  await parts.store.save()
  return { access_token: token.token, expires_in: Math.floor((token.expiresAt - now) / 1000) }
}

/** What is wrong with the access_token of a call that the mini-program makes: 41001, 40001, 42001, 48001. */
export function refuseToken(accessToken: string, { store, clock, apps }: WechatParts): RefusalCode | undefined {
  if (accessToken === '') return 41001
  const known = store.data.tokens.find(({ token }) => token === accessToken)
  if (known === undefined) return 40001
  if (known.expiresAt <= clock.now()) return 42001
  return known.appid === apps.appid ? undefined : 48001
}

function latest(appid: string, { store }: WechatParts): Token | undefined {
  return store.data.tokens.findLast((token) => token.appid === appid)
}

function forceRefresh(appid: string, { store, clock }: WechatParts): 'yes' | 'too-soon' | 'too-many' {
  const now = clock.now()
  const lately = store.data.forcedRefreshes.filter(({ at }) => now - at < 86_400_000)
  const own = lately.filter((one) => one.appid === appid)
  if (own.some(({ at }) => now - at < forcedApartMs)) return 'too-soon'
  if (own.length >= forcedADay) return 'too-many'
  store.data.forcedRefreshes = [...lately, { appid, at: now }]
  return 'yes'
}

// Only the newest two tokens of an app work: forcing twice is how a leaked token is killed.
function addToken(appid: string, { store, clock }: WechatParts): Token {
  const now = clock.now()
  const own = store.data.tokens.filter((token) => token.appid === appid)
  const killed = own.slice(0, -1).filter(({ expiresAt }) => expiresAt > now)
  const before = own.at(-1)
  if (before !== undefined) before.expiresAt = Math.min(before.expiresAt, now + overlapMs)
  const token = { appid, token: randomBytes(96).toString('base64url'), expiresAt: now + lifeMs }
  store.data.tokens = [...store.data.tokens.filter((one) => !killed.includes(one)), token].slice(-remembered)
  return token
}
