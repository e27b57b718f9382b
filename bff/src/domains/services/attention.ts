import type { Db } from '../../platform/db/db'
import type { AttentionSource } from '../home/port'
import { reachOf } from '../mandates/port'
import { waitingCases } from './case-store'

/** Cases that go on only when their owner does something: 补正, and hand-overs that wait for a consent. */
export const servicesAttention = (db: Db): AttentionSource => ({
  label: '办件',
  waiting: async (caller) =>
    (await waitingCases(db, caller.ownerIds, reachOf(caller))).map(
      ({ id, number, service_name, department, state }) => {
        const leadsTo = { kind: 'case' as const, id }
        if (state === 'payment')
          return { kind: 'payment', title: `“${service_name}”需要缴费`, note: `办件编号 ${number}`, day: null, leadsTo }
        return state === 'correction'
          ? { kind: 'correction', title: `“${service_name}”需要补正`, note: `办件编号 ${number}`, day: null, leadsTo }
          : {
              kind: 'consent',
              title: `“${service_name}”还没有送到${department}`,
              note: `需要您同意提供信息。办件编号 ${number}`,
              day: null,
              leadsTo
            }
      }
    )
})
