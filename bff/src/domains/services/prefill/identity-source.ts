import type { Db } from '../../../platform/db/db'
import type { Persons } from '../../identity/port'
import { type Found, foundAmong, type PrefillSource } from './source'

/** Who has looked at the paper, and who can put the entry right. */
const PROOFS = {
  'public-security': { source: '公安部门实名核验', department: 'public-security' },
  ykb: { source: '渝快办实名信息', department: 'public-security' },
  'manual-review': { source: '人工核验证件', department: 'public-security' }
} as const

/**
 * What the person has proved: name, ID number, bound phone. Somebody who acts under 亲情代办 gets the name only: they do
 * not learn the number of the principal's paper or phone here. For an enterprise it is whoever acts (经办人).
 */
export const makeIdentitySource = ({ db, persons }: { db: Db; persons: Persons }): PrefillSource => ({
  id: 'identity',
  name: '实名信息',
  ask: async ({ caller: { ownerId, citizenId, capacity }, wanted }) => {
    const who = capacity.kind === 'enterprise' ? citizenId : ownerId
    const proof = await persons.proof(db, who)
    const person = proof && (await persons.verified(db, who))
    const phoneAt = capacity.kind === 'proxy' ? null : await persons.phoneSince(db, who)
    const phone = phoneAt && (await persons.phone(db, who))
    const known = new Map<string, Pick<Found, 'value' | 'source' | 'department' | 'at'>>()
    if (proof && person) {
      const proved = { at: proof.at, ...PROOFS[proof.by] }
      known.set('identity.name', { value: person.name, ...proved })
      if (person.certificate === 'id-card' && capacity.kind !== 'proxy')
        known.set('identity.idNumber', { value: person.idNumber, ...proved })
    }
    if (phone) known.set('identity.phone', { value: phone, at: phoneAt, source: '您绑定的手机号', department: null })
    return { found: foundAmong(wanted, known) }
  }
})
