import { owedRoutes } from '@shared/contract/owed'
import { spokenDay } from '../../../platform/clock/instant-text'
import type { Db } from '../../../platform/db/db'
import { bind } from '../../../platform/http/mount'
import { isRefused } from '../../../platform/http/refused'
import type { AttentionSource } from '../../home/port'
import { reachOf } from '../../mandates/port'
import type { OwedActs } from './hand-in-owed'
import { brokenByOwner, owedByOwner } from './store'

export const bindOwed = (db: Db, owed: OwedActs) =>
  bind('owed', owedRoutes, {
    listBrokenPromises: async (_input, { caller }) => ({
      items: (await brokenByOwner(db, caller.ownerIds, reachOf(caller))).map((row) => ({
        caseId: row.case_id,
        serviceId: row.service_id,
        serviceName: row.service_name,
        label: row.label,
        brokenOn: row.broken_on
      }))
    }),
    handInOwed: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const items = await owed.handIn(tx, caller, params.caseId, params.field, body.fileIds)
        return isRefused(items) ? items : { owed: items }
      }),
    breakPromise: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const items = await owed.broken(tx, caller, params.caseId, params.field, body.reason)
        return isRefused(items) ? items : { owed: items }
      })
  })

/** Materials that are still to come, the earliest first. */
export const owedAttention = (db: Db): AttentionSource => ({
  label: '待补交的材料',
  waiting: async (caller) =>
    (await owedByOwner(db, caller.ownerIds, reachOf(caller))).map((row) => ({
      kind: 'owed' as const,
      title: `“${row.service_name}”还要补交${row.label}`,
      note:
        row.state === 'broken'
          ? `已超过期限（${spokenDay(row.due_day ?? '')}），请尽快补交`
          : `请在 ${spokenDay(row.due_day ?? '')}前补交`,
      day: row.due_day,
      leadsTo: { kind: 'case' as const, id: row.case_id }
    }))
})
