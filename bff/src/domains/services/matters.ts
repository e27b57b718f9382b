import { instantText } from '../../platform/clock/instant-text'
import type { Db } from '../../platform/db/db'
import type { MatterSource } from '../home/port'
import { reachOf } from '../mandates/port'
import { casesPage } from './case-store'
import { isEnded } from './ended'
import { stateLabel } from './state-label'

/** Cases in 我的事项, by the day they were handed in. */
export const servicesMatters = (db: Db): MatterSource => ({
  kind: 'case',
  label: '办件',
  page: async (caller, before, limit) =>
    (await casesPage(db, { ownerIds: caller.ownerIds, reach: reachOf(caller), before }, limit)).map((row) => ({
      kind: 'case',
      title: row.service_name,
      note: `${row.department}，办件编号 ${row.number}`,
      state: stateLabel(row),
      goesOn: !isEnded(row.state),
      at: instantText(row.submitted_at),
      leadsTo: { kind: 'case', id: row.id }
    }))
})
