import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { isRefused, type Refused, refuse } from '../../platform/http/refused'
import type { Who } from './bind-phone'
import type { PublicSecurity, VerifiedPerson } from './port'
import { idCardTyped, type RealNames, underAge } from './real-names'
import type { Sessions } from './sessions'
import { lockPerson } from './store'
import type { Counted, Throttle } from './throttle'

interface Deps {
  db: Db
  clock: Clock
  names: RealNames
  sessions: Sessions
  throttle: Throttle
  register: PublicSecurity
}

/** Real name by the register of the public security bureau; pairs that do not match slow the person down. */
export function makeVerifyName({ db, clock, names, sessions, throttle, register }: Deps) {
  /**
   * A typed ID card the register knows. It is asked before anything is said about accounts of ours, so that nobody
   * learns from us who has one.
   */
  const registered = async (
    who: Who,
    typed: { name: string; idNumber: string },
    address: string
  ): Promise<VerifiedPerson | Refused<'bad_request' | 'too_many_requests' | 'identity_not_matched'>> => {
    const person = idCardTyped(typed, clock.today())
    if (isRefused(person)) return person
    const ofPerson = ['wrong:person', who.citizenId] as const satisfies Counted
    const ofAddress = ['wrong:address', address] as const satisfies Counted
    // counted before the register is asked, so that a hundred guesses at the same moment are not all the first
    const wait = await db.tx(async (tx) => {
      await lockPerson(tx, who.citizenId)
      const seconds = await throttle.wait(tx, [ofPerson, ofAddress])
      if (seconds === 0) await throttle.count(tx, [ofPerson])
      return seconds
    })
    if (wait > 0) return refuse('too_many_requests', { retryAfter: String(wait) })
    if ((await register.check(person)) === 'matched') return person
    await db.tx((tx) => throttle.count(tx, [ofAddress]))
    return refuse('identity_not_matched')
  }

  const raise = async (tx: Tx, who: Who, person: VerifiedPerson) => {
    const holder = await names.lockHolder(tx, person)
    if (holder) return refuse(holder === who.citizenId ? 'conflict' : 'identity_taken')
    if (await names.row(tx, who.citizenId)) return refuse('conflict')
    const token = await sessions.renew(tx, who.sessionHash, { checked_at: clock.now() })
    if (!token) return refuse('sign_in_required')
    await names.record(tx, who.citizenId, person, 'public-security')
    // forgiven here only, which happens once: a pair one knows to be right must not wash guesses at others clean
    await throttle.forgive(tx, [['wrong:person', who.citizenId]])
    return token
  }

  return {
    registered,
    /** Once: another name or number goes the way of a correction. */
    verify: async (who: Who, typed: { name: string; idNumber: string }, address: string) => {
      if (await names.row(db, who.citizenId)) return refuse('conflict')
      const card = idCardTyped(typed, clock.today())
      if (!isRefused(card) && underAge(card.birthDay, clock.today())) return refuse('guardian_required')
      const person = await registered(who, typed, address)
      return isRefused(person) ? person : db.tx((tx) => raise(tx, who, person))
    }
  }
}
export type VerifyName = ReturnType<typeof makeVerifyName>
