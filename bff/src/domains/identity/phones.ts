import { checkPhone } from '@shared/values/phone'
import type { Clock } from '../../platform/clock/clock'
import type { Sql, Tx } from '../../platform/db/db'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import type { Notify } from '../messages/port'
import { lockAccounts, mainAccountOf } from './account-store'
import { settleLevel } from './levels'
import { dropPhoneOf, insertPhone, type PhoneRow, phoneByIndex, phoneOf } from './phone-store'
import type { CitizenSeals } from './port'
import { lockPerson } from './store'

interface Deps {
  clock: Clock
  sealer: Sealer
  seals: CitizenSeals
  notify: Notify
}

const place = (phoneIndex: string) => `identity_phones.phone:${phoneIndex}`

/** Numbers and whose they are: sealed, found by keyed hash, each with one account only. Numbers have 11 digits here. */
export function makePhones({ clock, sealer, seals, notify }: Deps) {
  const indexOf = (phone: string) => sealer.blindIndex('phone', phone)
  const open = async (sql: Sql, row: PhoneRow) =>
    (await seals.of(sql, row.citizen_id)).open(row.phone_sealed, place(row.phone_index))

  /** The account loses its number, and its person is told. */
  const takeFrom = async (tx: Tx, citizenId: string) => {
    await dropPhoneOf(tx, citizenId)
    await settleLevel(tx, citizenId)
    const to = (await mainAccountOf(tx, citizenId)) ?? citizenId
    await notify(tx, { event: 'phone.moved', to, key: `phone-moved:${newId()}`, data: {}, about: null })
  }
  return {
    /** The account a number belongs to. */
    holder: async (tx: Tx, phone: string): Promise<string | null> =>
      (await phoneByIndex(tx, indexOf(phone)))?.citizen_id ?? null,
    /** The bound number of a person's accounts, own one first; null = none. */
    of: async (sql: Sql, accounts: readonly string[]): Promise<string | null> => {
      const row = await phoneOf(sql, accounts)
      return row ? open(sql, row) : null
    },
    /** When that number was bound; null = none. */
    since: async (sql: Sql, accounts: readonly string[]): Promise<Date | null> =>
      (await phoneOf(sql, accounts))?.bound_at ?? null,
    /** Binds a proven number; the account that had it loses it, and this account its former one. */
    bind: async (tx: Tx, citizenId: string, phone: string): Promise<void> => {
      const phoneIndex = indexOf(phone)
      await lockPerson(tx, phoneIndex)
      const known = await phoneByIndex(tx, phoneIndex)
      if (known?.citizen_id === citizenId) return
      // two who take each other's number at the same moment wait for each other instead of standing in each other's way
      await lockAccounts(tx, known ? [citizenId, known.citizen_id] : [citizenId])
      if (known) await takeFrom(tx, known.citizen_id)
      await dropPhoneOf(tx, citizenId)
      const seal = await seals.of(tx, citizenId)
      const row = { phone_index: phoneIndex, citizen_id: citizenId, phone_sealed: seal.seal(phone, place(phoneIndex)) }
      await insertPhone(tx, row, clock.now())
      await settleLevel(tx, citizenId)
    }
  }
}
export type Phones = ReturnType<typeof makePhones>

/** What somebody typed, or why it is no number, for `bad_request`. */
export const phoneTyped = (text: string): { phone: string } | { fields: Record<string, string> } => {
  const checked = checkPhone(text)
  return checked.ok ? { phone: checked.value } : { fields: { 'body.phone': `${checked.reason}。` } }
}
