import { randomInt, timingSafeEqual } from 'node:crypto'
import type { CodeSent } from '@shared/contract/browser-sign-in'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { isRefused, type Refused, refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import type { SmsGateway } from './port'
import {
  type CodePlace,
  type CodePurpose,
  countTry,
  dropCodesBefore,
  insertCode,
  lockNewestCode,
  useCode
} from './sms-code-store'
import { lockPerson } from './store'
import type { Counted, Throttle } from './throttle'

export const CODE_LIFE_MS = 5 * 60_000
const TRIES = 5
/** Used and expired codes stay a while, so that a late one is told apart from none. */
const FORGET_AFTER_MS = 24 * 3_600_000

/** A code on its way to a number: for what, asked by whom (null = nobody is signed in), from which address. */
export interface CodeFor {
  purpose: CodePurpose
  phone: string
  citizenId: string | null
  address: string
}

/** The right code, held in the caller's transaction. */
export interface RightCode {
  /** It is good no more, and nothing is held against the number. */
  use(): Promise<void>
  /** Another proof that belongs to it was wrong: counts like a wrong code. */
  wrong(): Promise<void>
}

interface Deps {
  db: Db
  clock: Clock
  sealer: Sealer
  sms: SmsGateway
  throttle: Throttle
}

const tooMany = (seconds: number) => refuse('too_many_requests', { retryAfter: String(seconds) })

const sends = ({ phone, citizenId, address }: CodeFor): Counted[] => [
  ['send:number', phone],
  ['send:address', address],
  ...(citizenId ? [['send:person', citizenId] as const] : [])
]
const wrongs = ({ phone, citizenId, address }: CodeFor): Counted[] => [
  ['wrong:number', phone],
  ['wrong:number+address', `${phone} ${address}`],
  ['wrong:address', address],
  ...(citizenId ? [['wrong:person', citizenId] as const] : [])
]
/** What the right code clears: not what was counted against the address, which others share. */
const forgiven = (code: CodeFor): Counted[] =>
  [...sends(code), ...wrongs(code)].filter(([kind]) => kind !== 'send:address' && kind !== 'wrong:address')

/**
 * Codes of six digits by SMS: good for five minutes, once, for what they were asked for; five tries, and growing pauses
 * per number, person and address. Only a keyed hash is kept.
 */
export function makeSmsCodes({ db, clock, sealer, sms, throttle }: Deps) {
  const placeOf = ({ purpose, phone, citizenId }: CodeFor): CodePlace => ({
    purpose,
    phoneIndex: sealer.blindIndex('phone', phone),
    askedBy: citizenId ?? ''
  })
  const hashOf = (id: string, code: string) => sealer.blindIndex('sms-code', `${id} ${code}`)

  const write = (wanted: CodeFor, id: string, code: string) =>
    db.tx(async (tx): Promise<number | Refused<'too_many_requests'>> => {
      const place = placeOf(wanted)
      await lockPerson(tx, place.phoneIndex)
      // nor may a person ask for codes to a hundred numbers at the same moment
      if (wanted.citizenId) await lockPerson(tx, wanted.citizenId)
      const wait = await throttle.wait(tx, sends(wanted))
      if (wait > 0) return tooMany(wait)
      const expiresAt = new Date(clock.now().getTime() + CODE_LIFE_MS)
      await insertCode(tx, { ...place, id, codeHash: hashOf(id, code), expiresAt })
      return throttle.count(tx, sends(wanted))
    })

  return {
    /** Throws DepartmentUnavailable when the gateway is down; the pause runs all the same. */
    send: async (wanted: CodeFor): Promise<CodeSent | Refused<'too_many_requests'>> => {
      const id = newId()
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const againIn = await write(wanted, id, code)
      if (isRefused(againIn)) return againIn
      await sms.send({
        outId: id,
        phone: wanted.phone,
        template: wanted.purpose === 'check' ? 'check-code' : 'sign-in-code',
        params: [code, String(CODE_LIFE_MS / 60_000)]
      })
      return { expiresIn: CODE_LIFE_MS / 1000, againIn }
    },
    /** Judges a code. Return (do not throw) after a refusal: the try must be counted. */
    judge: async (
      tx: Tx,
      given: CodeFor,
      code: string
    ): Promise<RightCode | Refused<'code_wrong' | 'code_expired' | 'too_many_requests'>> => {
      const place = placeOf(given)
      await lockPerson(tx, place.phoneIndex)
      const wait = await throttle.wait(tx, wrongs(given))
      if (wait > 0) return tooMany(wait)
      const row = await lockNewestCode(tx, place)
      if (!row || row.used_at || row.tries >= TRIES || row.expires_at <= clock.now()) return refuse('code_expired')
      const wrong = async () => {
        await countTry(tx, row.id)
        await throttle.count(tx, wrongs(given))
      }
      if (!same(row.code_hash, hashOf(row.id, code))) {
        await wrong()
        return refuse('code_wrong', { triesLeft: String(TRIES - row.tries - 1) })
      }
      return {
        wrong,
        use: async () => {
          await useCode(tx, row.id, clock.now())
          await throttle.forgive(tx, forgiven(given))
        }
      }
    },
    cleanUp: {
      name: 'identity.old-codes',
      everyMs: 3_600_000,
      run: () => dropCodesBefore(db, new Date(clock.now().getTime() - FORGET_AFTER_MS))
    } satisfies RecurringJob
  }
}
export type SmsCodes = ReturnType<typeof makeSmsCodes>

const same = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
