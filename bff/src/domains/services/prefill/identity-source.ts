import type { Db } from '../../../platform/db/db'
import type { Persons } from '../../identity/port'
import type { Found, PrefillSource } from './source'

/** Who has looked at the paper, and who can put the entry right. */
const PROOFS = {
  'public-security': { source: '公安部门实名核验', department: 'public-security' },
  ykb: { source: '渝快办实名信息', department: 'public-security' },
  'manual-review': { source: '人工核验证件', department: 'public-security' }
} as const

/**
 * What the person has proved: name, ID number, bound phone. Somebody who acts under 亲情代办 gets the name only: they do
 * not learn the number of the principal's paper or phone here.
 */
export const makeIdentitySource = ({ db, persons }: { db: Db; persons: Persons }): PrefillSource => ({
  id: 'identity',
  name: '实名信息',
  ask: async ({ caller: { ownerId, capacity }, wanted }) => {
    const proof = await persons.proof(db, ownerId)
    const person = proof && (await persons.verified(db, ownerId))
    const phoneAt = capacity.kind === 'proxy' ? null : await persons.phoneSince(db, ownerId)
    const phone = phoneAt && (await persons.phone(db, ownerId))
    const known = new Map<string, Pick<Found, 'value' | 'source' | 'department' | 'at'>>()
    if (proof && person) {
      const proved = { at: proof.at, ...PROOFS[proof.by] }
      known.set('identity.name', { value: person.name, ...proved })
      if (person.certificate === 'id-card' && capacity.kind !== 'proxy')
        known.set('identity.idNumber', { value: person.idNumber, ...proved })
    }
    if (phone) known.set('identity.phone', { value: phone, at: phoneAt, source: '您绑定的手机号', department: null })
    const found = wanted.flatMap(({ field, names }) =>
      names.flatMap((name) => {
        const value = known.get(name)
        return value ? [{ field: field.id, name, ...value }] : []
      })
    )
    return { found }
  }
})
