import { birthDateOf, checkCitizenId } from '@shared/values/citizen-id'
import type { CivilDate } from '@shared/values/civil-date'
import { checkPersonName, maskName } from '@shared/values/person-name'
import type { Clock } from '../../platform/clock/clock'
import type { Sql, Tx } from '../../platform/db/db'
import { type Refused, refuse } from '../../platform/http/refused'
import type { Sealer } from '../../platform/seal/sealer'
import { settleLevel } from './levels'
import type { CitizenSeals, Persons, VerifiedPerson } from './port'
import {
  type Certificate,
  citizenByNumber,
  insertRealName,
  type RealNameRow,
  realNameOf,
  type VerifiedBy
} from './real-name-store'
import { samePerson } from './same-person'
import { lockPerson } from './store'

/** PIPL art. 31: below this age only a guardian agrees to anything. Whole years. */
const OF_AGE = 14

/** Whether somebody born on `birthDay` is younger than `years` on `today`; on 29 February one ages on 1 March. */
export const youngerThan = (years: number, birthDay: CivilDate, today: CivilDate): boolean => {
  const turns = `${String(Number(birthDay.slice(0, 4)) + years).padStart(4, '0')}${birthDay.slice(4)}`
  return today < turns
}
export const underAge = (birthDay: CivilDate, today: CivilDate) => youngerThan(OF_AGE, birthDay, today)

/** An ID card as typed, in its one normal form (GB 11643-1999, names with every dot as ·). `bad_request` names the place. */
export function idCardTyped(
  typed: { name: string; idNumber: string },
  today: CivilDate
): VerifiedPerson | Refused<'bad_request'> {
  const name = checkPersonName(typed.name)
  const idNumber = checkCitizenId(typed.idNumber, today)
  if (name.ok && idNumber.ok)
    return { name: name.value, certificate: 'id-card', idNumber: idNumber.value, birthDay: birthDateOf(idNumber.value) }
  return refuse('bad_request', {
    ...(name.ok ? {} : { 'body.name': `${name.reason}。` }),
    ...(idNumber.ok ? {} : { 'body.idNumber': `${idNumber.reason}。` })
  })
}

interface Deps {
  clock: Clock
  sealer: Sealer
  seals: CitizenSeals
}

/** Verified identities: sealed, found by keyed hash of the paper's number, one account per paper. */
export function makeRealNames({ clock, sealer, seals }: Deps) {
  const indexOf = (certificate: Certificate, number: string) =>
    sealer.blindIndex('certificate', `${certificate} ${number}`)
  const place = (column: string, citizenId: string) => `identity_real_names.${column}:${citizenId}`
  const open = async (sql: Sql, row: RealNameRow): Promise<VerifiedPerson> => {
    const seal = await seals.of(sql, row.citizen_id)
    return {
      name: seal.open(row.name_sealed, place('name', row.citizen_id)),
      certificate: row.certificate,
      idNumber: seal.open(row.number_sealed, place('number', row.citizen_id)),
      birthDay: seal.open(row.birth_day_sealed, place('birth_day', row.citizen_id))
    }
  }
  return {
    row: realNameOf,
    open,
    verified: async (sql: Sql, citizenId: string): Promise<VerifiedPerson | null> => {
      const row = await realNameOf(sql, citizenId)
      return row ? open(sql, row) : null
    },
    /** The account verified with this paper; two that ask at the same moment wait for each other. */
    lockHolder: async (
      tx: Tx,
      person: Pick<VerifiedPerson, 'certificate' | 'idNumber'>,
      kind: RealNameRow['kind'] = 'person'
    ): Promise<string | null> => {
      const index = indexOf(person.certificate, person.idNumber)
      await lockPerson(tx, index)
      return citizenByNumber(tx, kind, index)
    },
    /** After lockHolder has shown that nobody else has this paper. */
    record: async (
      tx: Tx,
      citizenId: string,
      person: VerifiedPerson,
      by: VerifiedBy,
      kind: RealNameRow['kind'] = 'person'
    ): Promise<void> => {
      const seal = await seals.of(tx, citizenId)
      await insertRealName(tx, {
        citizen_id: citizenId,
        kind,
        certificate: person.certificate,
        number_index: indexOf(person.certificate, person.idNumber),
        name_sealed: seal.seal(person.name, place('name', citizenId)),
        number_sealed: seal.seal(person.idNumber, place('number', citizenId)),
        birth_day_sealed: seal.seal(person.birthDay, place('birth_day', citizenId)),
        verified_by: by,
        verified_at: clock.now()
      })
      await settleLevel(tx, citizenId)
    }
  }
}
export type RealNames = ReturnType<typeof makeRealNames>

/** What other domains may know of a person. */
export const makePersons = (
  names: RealNames,
  phones: {
    of(sql: Sql, accounts: readonly string[]): Promise<string | null>
    since(sql: Sql, accounts: readonly string[]): Promise<Date | null>
  }
): Persons => ({
  maskedName: async (sql, citizenId) => {
    const person = await names.verified(sql, citizenId)
    return person ? maskName(person.name) : '未实名用户'
  },
  verified: names.verified,
  proof: async (sql, citizenId) => {
    const row = await names.row(sql, citizenId)
    return row && { by: row.verified_by, at: row.verified_at }
  },
  phone: async (sql, citizenId) => phones.of(sql, await samePerson(sql, citizenId)),
  phoneSince: async (sql, citizenId) => phones.since(sql, await samePerson(sql, citizenId)),
  accounts: samePerson
})
