import type { MyIdentity } from '@shared/contract/verification'
import { maskCitizenId } from '@shared/values/citizen-id'
import { maskName } from '@shared/values/person-name'
import { maskPhone } from '@shared/values/phone'
import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { wechatAppsOf } from './account-store'
import type { MergeRow } from './merge-store'
import type { Merges } from './merges'
import type { Phones } from './phones'
import type { RealNames } from './real-names'
import type { Reviews } from './reviews'

interface Deps {
  db: Db
  clock: Clock
  phones: Phones
  names: RealNames
  reviews: Reviews
  merges: Merges
}

/** E*******9: first and last character of a passport or permit. */
const maskNumber = (number: string) =>
  number.length === 18
    ? maskCitizenId(number)
    : `${number.slice(0, 1)}${'*'.repeat(number.length - 2)}${number.slice(-1)}`

const at = (when: Date | null | undefined) => (when ? instantText(when) : null)

/** 我的身份: everything known of who a person is, masked. */
export function makeMyIdentity({ db, clock, phones, names, reviews, merges }: Deps) {
  const presentMerge = (row: MergeRow) => ({
    id: row.id,
    accountTail: row.from_id.slice(-4),
    mergedAt: instantText(row.merged_at),
    until: instantText(row.until),
    reversible: row.until > clock.now()
  })
  return async (caller: SessionCaller): Promise<MyIdentity> => {
    const phone = await phones.of(db, caller.selfIds)
    const row = await names.row(db, caller.citizenId)
    const person = row ? await names.open(db, row) : null
    return {
      level: caller.level,
      phone: phone ? maskPhone(phone) : null,
      name: person ? maskName(person.name) : null,
      certificate: person?.certificate ?? null,
      idNumber: person ? maskNumber(person.idNumber) : null,
      verifiedBy: row?.verified_by ?? null,
      verifiedAt: at(row?.verified_at),
      faceAt: at(row?.face_at),
      checkedAt: at(caller.checkedAt),
      wechat: await wechatAppsOf(db, caller.selfIds),
      reviews: await reviews.listOf(caller.selfIds),
      merges: (await merges.listOf(caller.citizenId)).map(presentMerge)
    }
  }
}
export type ShowIdentity = ReturnType<typeof makeMyIdentity>
