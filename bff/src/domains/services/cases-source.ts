import type { Db } from '../../platform/db/db'
import { type OwnSearchSource, searchWords } from '../home/port'
import { reachOf } from '../mandates/port'
import { casesWith } from './case-store'
import { stateLabel } from './state-label'

/** My cases in the one search: by item, department or number, newest first. */
export const casesSource = (db: Db): OwnSearchSource => ({
  kind: 'cases',
  label: '我的办件',
  find: async (words, limit, caller) => {
    const wanted = searchWords(words)
    if (wanted.length === 0) return { items: [], more: false }
    const rows = await casesWith(db, caller.ownerIds, reachOf(caller), wanted, limit + 1)
    return {
      items: rows.slice(0, limit).map(({ id, service_name, number, ...row }) => ({
        id,
        title: service_name,
        note: `${stateLabel(row)} · 办件编号 ${number}`,
        leadsTo: { kind: 'case', id }
      })),
      more: rows.length > limit
    }
  }
})
