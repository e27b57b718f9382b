import { randomBytes } from 'node:crypto'
import type { Capacity, Me } from '@shared/contract/identity'
import { bulkhead } from 'cockatiel'
import { LRUCache } from 'lru-cache'
import * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { isRefused, refuse } from '../../platform/http/refused'
import type { Kv } from '../../platform/kv/kv'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import type { OpenAgain, OpenSession } from './open-session'
import type { CitizenSeals, WechatIdentity, WechatSignIn } from './port'
import { openCapacity, presentMe, SELF } from './present'
import type { Sessions } from './sessions'
import {
  capacityLabel,
  findByOpenid,
  findByUnionid,
  insertAccount,
  insertCitizen,
  lockPerson,
  rememberUnionid,
  type WechatApp
} from './store'

const oauthState = z.object({ browser: z.string(), returnTo: z.string() })

/** The way to the OAuth page and back; the state is good once. */
const OAUTH_STATE_MS = 10 * 60_000
/** For whom somebody acts is opened once in so long, as the keys it is sealed with (see seals.ts). */
const CAPACITY_CACHE_MS = 60_000

/**
 * Sign-ins come in crowds (an article is sent round, everybody opens the mini-program); so many are written at once, the
 * others wait at the door and not in front of what everybody else asks of the store.
 */
const AT_ONCE = 2

interface Deps {
  db: Db
  kv: Kv
  clock: Clock
  sealer: Sealer
  seals: CitizenSeals
  sessions: Sessions
  openSession: OpenSession
  openAgain: OpenAgain
  wechat: WechatSignIn
}

/** Sign-in by WeChat: mini-program (wx.login) and 公众号 (OAuth), joined by unionid. */
export function makeIdentity({ db, kv, clock, sealer, seals, sessions, openSession, openAgain, wechat }: Deps) {
  const door = bulkhead(AT_ONCE, Number.POSITIVE_INFINITY)
  const indexOf = (app: WechatApp, { openid }: WechatIdentity) => sealer.blindIndex(`openid:${app}`, openid)
  const citizenOf = async (tx: Tx, app: WechatApp, who: WechatIdentity): Promise<string> => {
    const openidIndex = indexOf(app, who)
    const unionidIndex = who.unionid ? sealer.blindIndex('unionid', who.unionid) : null
    await lockPerson(tx, unionidIndex ?? openidIndex)
    const known = await findByOpenid(tx, app, openidIndex)
    if (known) {
      if (unionidIndex) await rememberUnionid(tx, app, openidIndex, unionidIndex)
      return known
    }
    const joined = unionidIndex ? await findByUnionid(tx, unionidIndex) : null
    return addAccount(tx, { app, openid: who.openid, openidIndex, unionidIndex, citizenId: joined })
  }

  const addAccount = async (
    tx: Tx,
    account: {
      app: WechatApp
      openid: string
      openidIndex: string
      unionidIndex: string | null
      citizenId: string | null
    }
  ): Promise<string> => {
    const at = clock.now()
    const citizenId = account.citizenId ?? newId()
    if (!account.citizenId)
      await insertCitizen(tx, { id: citizenId, wrappedKey: sealer.newWrappedKey(), kind: 'person', at })
    const seal = await seals.of(tx, citizenId)
    const openidSealed = seal.seal(
      account.openid,
      `identity_wechat_accounts.openid:${account.app}:${account.openidIndex}`
    )
    await insertAccount(tx, { ...account, openidSealed, citizenId, at })
    return citizenId
  }

  const signIn = async (app: WechatApp, who: WechatIdentity, userAgent: string) => {
    const token = await door.execute(() =>
      db.tx(async (tx) => {
        const accountId = await citizenOf(tx, app, who)
        return openSession(tx, { accountId, channel: app, userAgent, proven: false })
      })
    )
    return token ? { token } : refuse('sign_in_failed')
  }

  /** A session's caller is the same object until it is asked about again, so what it shows is made once. */
  const shown = new WeakMap<SessionCaller, Me>()
  const show = (caller: SessionCaller, capacity: Capacity): Me => {
    const fresh = presentMe(caller, capacity)
    shown.set(caller, fresh)
    return fresh
  }

  /** At once for whoever was shown it a moment ago or acts for themselves: asked at every start of the mini-program. */
  const meOfCaller = (caller: SessionCaller): Me | Promise<Me> =>
    shown.get(caller) ??
    (caller.capacity.kind === 'self'
      ? show(caller, SELF)
      : capacityOf(caller).then((capacity) => show(caller, capacity)))

  /** By session: a session keeps the capacity it was made with. */
  const capacities = new LRUCache<string, Capacity>({ max: 20_000, ttl: CAPACITY_CACHE_MS })
  const capacityOf = async ({ citizenId, sessionHash, capacity }: SessionCaller): Promise<Capacity> => {
    const known = capacities.get(sessionHash)
    if (known) return known
    const opened = openCapacity(await seals.of(db, citizenId), {
      capacity: capacity.kind,
      mandate_id: capacity.mandateId,
      capacity_label_sealed: await capacityLabel(db, sessionHash)
    })
    capacities.set(sessionHash, opened)
    return opened
  }

  return {
    byMiniProgram: async (code: string, userAgent: string) => {
      const who = await wechat.byLoginCode(code)
      if (!who) return refuse('sign_in_failed')
      const known = { openidIndex: indexOf('mini-program', who), unionid: who.unionid !== null }
      const token = await door.execute(() => openAgain(known, userAgent))
      return token ? { token } : signIn('mini-program', who, userAgent)
    },
    /** `browser` is a secret only this browser gets (cookie); the state works with it alone. */
    startOfficialAccount: async (origin: string, returnTo: string) => {
      const state = randomBytes(18).toString('base64url')
      const browser = randomBytes(18).toString('base64url')
      await kv.set(`oauth:${state}`, JSON.stringify({ browser, returnTo }), OAUTH_STATE_MS)
      return { url: wechat.authorizeUrl(`${origin}/`, state), browser, lifeMs: OAUTH_STATE_MS }
    },
    byOfficialAccount: async (input: {
      code: string
      state: string
      browser: string | undefined
      userAgent: string
    }) => {
      const kept = await kv.take(`oauth:${input.state}`)
      const begun = kept ? oauthState.parse(JSON.parse(kept)) : null
      if (!begun || !input.browser || begun.browser !== input.browser) return refuse('sign_in_failed')
      const who = await wechat.byOAuthCode(input.code)
      if (who === 'snapshot') return refuse('snapshot_user')
      if (!who) return refuse('sign_in_failed')
      const signedIn = await signIn('official-account', who, input.userAgent)
      return isRefused(signedIn) ? signedIn : { ...signedIn, returnTo: begun.returnTo }
    },
    /** A browser has one session: the one it had before it signed in anew ends. */
    leaveBehind: async (before: SessionCaller | null) => {
      if (before) await sessions.end(before.sessionHash)
    },
    signOut: (sessionHash: string) => sessions.end(sessionHash),
    /** What the person sees of themselves and of the capacity they act in. null = the token is not good any more. */
    meOf: async (token: string): Promise<Me | null> => {
      const caller = await sessions.bySession(token)
      return caller ? meOfCaller(caller) : null
    },
    meOfCaller
  }
}
export type Identity = ReturnType<typeof makeIdentity>
