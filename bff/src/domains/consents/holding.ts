import { sharing } from '@shared/contract/consents'
import { instantText } from '../../platform/clock/instant-text'
import type { Holding } from '../rights/port'
import { consentsOf } from './store'

/** Consents of a person. They are evidence (PIPL art. 14) and stay, withdrawn, with ids instead of a person. */
export const makeConsentsHolding = (clock: { now(): Date }): Holding => ({
  export: async (sql, ownerIds) => {
    const entries = (await consentsOf(sql, ownerIds)).map((row) => {
      const shared = sharing.parse(row.sharing)
      return [
        { label: '部门', value: shared.department.name },
        { label: '用途', value: shared.purpose },
        { label: '信息', value: shared.fields.join('、') },
        { label: '同意时间', value: instantText(row.given_at) },
        { label: '有效至', value: row.until },
        ...(row.withdrawn_at ? [{ label: '撤回时间', value: instantText(row.withdrawn_at) }] : [])
      ]
    })
    return [{ title: '授权同意', entries }]
  },
  erase: async (tx, ownerId) => {
    await tx.query(
      'update consents_consents set withdrawn_at = $2, withdrawn_by = $1 where owner_id = $1 and withdrawn_at is null',
      [ownerId, clock.now()]
    )
    return { files: [] }
  }
})
