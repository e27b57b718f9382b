import { checkPhone } from '@shared/values/phone'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { isRefused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import { lockAccounts, setMergedInto } from './account-store'
import type { Phones } from './phones'
import type { Counter, PublicSecurity } from './port'
import { setSeen } from './real-name-store'
import { idCardTyped, type RealNames, underAge } from './real-names'
import { samePerson } from './same-person'
import type { SmsCodes } from './sms-codes'
import { insertCitizen } from './store'
import type { Throttle } from './throttle'
import type { WeakNames } from './weak-names'

interface Deps {
  db: Db
  clock: Clock
  sealer: Pick<Sealer, 'newWrappedKey'>
  register: PublicSecurity
  throttle: Throttle
  names: RealNames
  weakNames: WeakNames
  codes: SmsCodes
  phones: Pick<Phones, 'of'>
}

/** Identity at the counter: a clerk has seen the original of the card, so the name is no weak one (decision 009). */
export function makeCounter(deps: Deps): Counter {
  const { db, clock, sealer, register, throttle, names, weakNames, codes, phones } = deps
  const codeFor = (begun: string, phone: string, address: string) => ({
    ...{ purpose: 'check' as const, phone, citizenId: begun, address }
  })
  return {
    look: async (staffId, typed) => {
      const person = idCardTyped(typed, clock.today())
      if (isRefused(person)) return person
      if (underAge(person.birthDay, clock.today())) return refuse('guardian_required')
      const ofStaff = ['wrong:staff', staffId] as const
      const wait = await db.tx((tx) => throttle.wait(tx, [ofStaff]))
      if (wait > 0) return refuse('too_many_requests', { retryAfter: String(wait) })
      if ((await register.check(person)) === 'matched') return person
      await db.tx((tx) => throttle.count(tx, [ofStaff]))
      return refuse('identity_not_matched')
    },
    begin: async (tx) => {
      const id = newId()
      await insertCitizen(tx, { id, wrappedKey: sealer.newWrappedKey(), kind: 'person', at: clock.now() })
      return id
    },
    drop: async (tx, begun) => {
      await tx.query('delete from identity_sms_codes where asked_by = $1', [begun])
      await tx.query('delete from identity_citizens where id = $1', [begun])
    },
    sendCode: (begun, phone, address) => {
      const checked = checkPhone(phone)
      return checked.ok
        ? codes.send(codeFor(begun, checked.value, address))
        : Promise.resolve(refuse('bad_request', { 'body.phone': `${checked.reason}。` }))
    },
    takeCode: async (tx, { begun, phone, address, code }) => {
      const right = await codes.judge(tx, codeFor(begun, phone, address), code)
      if (isRefused(right)) return right
      await right.use()
      return true
    },
    settle: async (tx, begun, person, phone) => {
      const holder = await names.lockHolder(tx, person)
      if (!holder) {
        await names.record(tx, begun, person, 'manual-review')
        return [begun]
      }
      const weak = await weakNames.isWeak(tx, holder)
      const theirs = phone !== null && phone === (await phones.of(tx, await samePerson(tx, holder)))
      if (weak && !theirs) {
        await weakNames.move(tx, { from: holder, to: begun, person, by: 'counter' })
        return [begun]
      }
      if (weak) await setSeen(tx, holder, clock.now())
      await lockAccounts(tx, [begun, holder])
      await setMergedInto(tx, begun, holder)
      return samePerson(tx, holder)
    }
  }
}
