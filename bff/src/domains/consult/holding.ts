import { REQUEST_KINDS, REQUEST_STATES } from '@shared/contract/consult-requests'
import { instantText } from '../../platform/clock/instant-text'
import type { CitizenSeals } from '../identity/port'
import type { Holding } from '../rights/port'
import { openNote, openRequest } from './request-seal'
import { forgetRequests, requestsOf, stepsOf } from './request-store'

/** A person's 诉求 with everything the hotline has reported; erased with the account, what the hotline has is its own. */
export const makeConsultHolding = (seals: CitizenSeals): Holding => ({
  export: async (sql, ownerIds) => {
    const rows = await requestsOf(sql, ownerIds, null)
    const entries = await Promise.all(
      rows.map(async (row) => {
        const seal = await seals.of(sql, row.citizen_id)
        const { text, place, about } = openRequest(seal, row)
        return [
          { label: '类型', value: REQUEST_KINDS[row.kind] },
          { label: '内容', value: text },
          ...(place ? [{ label: '地点', value: place.address }] : []),
          ...(about === null ? [] : [{ label: '有关事项', value: about }]),
          { label: '提交时间', value: instantText(row.created_at) },
          { label: '状态', value: REQUEST_STATES[row.state] },
          ...(await stepsOf(sql, row.id)).map((step) => ({
            label: '处理过程',
            value: [instantText(step.at), REQUEST_STATES[step.state], openNote(seal, row.id, step) ?? '']
              .join(' ')
              .trim()
          }))
        ]
      })
    )
    return [{ title: '我的诉求', entries }]
  },
  erase: async (tx, ownerId) => ({ files: await forgetRequests(tx, ownerId) })
})
