import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { FRESH_MS, type SessionCaller } from '../../platform/http/caller'
import { isRefused, refuse } from '../../platform/http/refused'
import { type Phones, phoneTyped } from './phones'
import type { WechatPhone } from './port'
import type { Sessions } from './sessions'
import type { SmsCodes } from './sms-codes'
import { sendCode } from './sms-sign-in'

interface Deps {
  db: Db
  clock: Clock
  phones: Phones
  codes: SmsCodes
  wechatPhone: WechatPhone
  sessions: Sessions
}

/** Who a session belongs to, as far as these acts need it. */
export type Who = Pick<SessionCaller, 'citizenId' | 'selfIds' | 'sessionHash' | 'level' | 'checkedAt'>

class SessionEnded extends Error {}

const signInAgain = (error: unknown) => {
  if (error instanceof SessionEnded) return refuse('sign_in_required')
  throw error
}

/** The bound number: the first step up, and the fresh check by a code to it. Every step gives a new session. */
export function makeBindPhone({ db, clock, phones, codes, wechatPhone, sessions }: Deps) {
  const isFresh = ({ checkedAt }: Who) => checkedAt !== null && clock.now().getTime() - checkedAt.getTime() < FRESH_MS

  /** Whoever copied a session must not make a number of their own the one that later checks go to. */
  const needsCheck = async (tx: Tx, who: Who, phone: string) => {
    const bound = await phones.of(tx, who.selfIds)
    return bound !== phone && (bound !== null || who.level !== 'session') && !isFresh(who)
  }
  const bindProven = async (tx: Tx, who: Who, phone: string) => {
    const bound = await phones.of(tx, who.selfIds)
    if (bound !== phone) await phones.bind(tx, who.citizenId, phone)
    const token = await sessions.renew(tx, who.sessionHash, { checked_at: clock.now() })
    // thrown, so that nothing stays bound by a session that had ended (another process may believe it for 2 s)
    if (token === null) throw new SessionEnded()
    return token
  }

  return {
    sendBindCode: async (who: Who, typed: string, address: string) => {
      const number = phoneTyped(typed)
      if ('fields' in number) return refuse('bad_request', number.fields)
      return sendCode(codes, { purpose: 'bind', phone: number.phone, citizenId: who.citizenId, address })
    },
    bindBySms: async (who: Who, typed: { phone: string; code: string }, address: string) => {
      const number = phoneTyped(typed.phone)
      if ('fields' in number) return refuse('bad_request', number.fields)
      const { phone } = number
      const bound = db.tx(async (tx) => {
        if (await needsCheck(tx, who, phone)) return refuse('fresh_check_required')
        const right = await codes.judge(tx, { purpose: 'bind', phone, citizenId: who.citizenId, address }, typed.code)
        if (isRefused(right)) return right
        await right.use()
        return bindProven(tx, who, phone)
      })
      return bound.catch(signInAgain)
    },
    bindByWechat: async (who: Who, code: string) => {
      const phone = await wechatPhone.byPhoneCode(code)
      if (phone === null) return refuse('sign_in_failed')
      const bound = db.tx(async (tx) =>
        (await needsCheck(tx, who, phone)) ? refuse('fresh_check_required') : bindProven(tx, who, phone)
      )
      return bound.catch(signInAgain)
    },
    sendCheckCode: async (who: Who, address: string) => {
      const phone = await phones.of(db, who.selfIds)
      if (phone === null) return refuse('level_required', { needed: 'phone' })
      return sendCode(codes, { purpose: 'check', phone, citizenId: who.citizenId, address })
    },
    check: (who: Who, code: string, address: string) =>
      db.tx(async (tx) => {
        const phone = await phones.of(tx, who.selfIds)
        if (phone === null) return refuse('level_required', { needed: 'phone' })
        const right = await codes.judge(tx, { purpose: 'check', phone, citizenId: who.citizenId, address }, code)
        if (isRefused(right)) return right
        await right.use()
        return (await sessions.renew(tx, who.sessionHash, { checked_at: clock.now() })) ?? refuse('sign_in_required')
      })
  }
}
export type BindPhone = ReturnType<typeof makeBindPhone>
