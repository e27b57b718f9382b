import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { isRefused, type Refused, refuse } from '../../platform/http/refused'
import type { Kv } from '../../platform/kv/kv'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import { citizenByYkbUid, insertYkbAccount } from './account-store'
import type { OpenSession } from './open-session'
import type { Phones } from './phones'
import type { VerifiedPerson, YkbPerson, YkbSignIn } from './port'
import { idCardTyped, type RealNames, underAge } from './real-names'
import type { Sessions } from './sessions'
import { insertCitizen, lockPerson } from './store'
import type { WeakNames } from './weak-names'

/** The way to 渝快办 and back; the state is good once. */
const STATE_MS = 10 * 60_000
const kept = z.object({
  browser: z.string(),
  returnTo: z.string(),
  redirectUri: z.string(),
  /** of the session to raise; null = nobody was signed in */
  sessionHash: z.nullable(z.string())
})

interface Deps {
  db: Db
  kv: Kv
  clock: Clock
  sealer: Sealer
  ykb: YkbSignIn
  phones: Phones
  names: RealNames
  weakNames: WeakNames
  sessions: Sessions
  openSession: OpenSession
}
type Ended = Refused<'sign_in_failed' | 'identity_taken'>

/** Sign-in of 渝快办 (an authorization-code flow), which vouches for name and ID number. */
export function makeYkbSignIn({ db, kv, clock, sealer, ykb, phones, names, weakNames, sessions, openSession }: Deps) {
  const addAccount = async (tx: Tx): Promise<string> => {
    const id = newId()
    await insertCitizen(tx, { id, wrappedKey: sealer.newWrappedKey(), kind: 'person', at: clock.now() })
    return id
  }
  /** The number 渝快办 knows, unless the account has one or somebody else has it. */
  const takePhone = async (tx: Tx, accountId: string, phone: string | null) => {
    if (phone && !(await phones.of(tx, [accountId])) && !(await phones.holder(tx, phone)))
      await phones.bind(tx, accountId, phone)
  }

  /** The account of the person who came back, verified; made or raised where needed. */
  const accountFor = async (
    tx: Tx,
    who: YkbPerson,
    person: VerifiedPerson,
    signedIn: SessionCaller | null
  ): Promise<string | Ended> => {
    const uidIndex = sealer.blindIndex('ykb-uid', who.uid)
    await lockPerson(tx, uidIndex)
    const holder = await names.lockHolder(tx, person)
    const known = await citizenByYkbUid(tx, uidIndex)
    const own = holder !== null && signedIn?.selfIds.includes(holder)
    // typed first, maybe by somebody else: 渝快办 knows whose the name is
    const weak = holder !== null && !own && (await weakNames.isWeak(tx, holder))
    if (signedIn && holder && !own && !weak) return refuse('identity_taken')
    const accountId = signedIn?.citizenId ?? (weak ? null : holder) ?? known ?? (await addAccount(tx))
    if (weak || !holder) {
      // verified as somebody else already: the account cannot be two persons
      if (await names.row(tx, accountId)) return refuse('sign_in_failed')
      if (weak) await weakNames.move(tx, { from: holder, to: accountId, person, by: 'ykb' })
      else await names.record(tx, accountId, person, 'ykb')
    }
    await insertYkbAccount(tx, uidIndex, accountId, clock.now())
    await takePhone(tx, accountId, who.phone)
    return accountId
  }

  return {
    /** `browser` is a secret only this browser gets (cookie); the state works with it alone. */
    start: async (input: { origin: string; returnTo: string; signedIn: SessionCaller | null }) => {
      const state = randomBytes(18).toString('base64url')
      const browser = randomBytes(18).toString('base64url')
      const redirectUri = `${input.origin}/`
      const begun = {
        browser,
        redirectUri,
        returnTo: input.returnTo,
        sessionHash: input.signedIn?.sessionHash ?? null
      } satisfies z.output<typeof kept>
      await kv.set(`ykb-oauth:${state}`, JSON.stringify(begun), STATE_MS)
      return { url: ykb.authorizeUrl(redirectUri, state), browser, lifeMs: STATE_MS }
    },
    finish: async (input: {
      code: string
      state: string
      browser: string | undefined
      signedIn: SessionCaller | null
      userAgent: string
    }) => {
      const taken = await kv.take(`ykb-oauth:${input.state}`)
      const begun = taken ? kept.parse(JSON.parse(taken)) : null
      if (!begun || !input.browser || begun.browser !== input.browser) return refuse('sign_in_failed')
      const { signedIn } = input
      if (begun.sessionHash && begun.sessionHash !== signedIn?.sessionHash) return refuse('sign_in_failed')
      const raise = begun.sessionHash ? signedIn : null
      const who = await ykb.byCode(input.code, begun.redirectUri)
      // somebody 渝快办 knows by phone only cannot be told from another
      if (!who || who.level === 'phone') return refuse('sign_in_failed')
      const person = idCardTyped(who, clock.today())
      if (isRefused(person)) return refuse('sign_in_failed')
      if (underAge(person.birthDay, clock.today())) return refuse('guardian_required')
      const token = await db.tx(async (tx): Promise<string | Ended> => {
        const accountId = await accountFor(tx, who, person, raise)
        if (isRefused(accountId)) return accountId
        const given = raise
          ? await sessions.renew(tx, raise.sessionHash, { checked_at: clock.now() })
          : await openSession(tx, { accountId, channel: 'browser', userAgent: input.userAgent, proven: true })
        return given ?? refuse('sign_in_failed')
      })
      return isRefused(token) ? token : { token, returnTo: begun.returnTo }
    }
  }
}
export type YkbSignIns = ReturnType<typeof makeYkbSignIn>
