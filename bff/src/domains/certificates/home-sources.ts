import { addDays } from '@shared/values/civil-date'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { AttentionSource, OwnSearchSource } from '../home/port'
import { searchWords } from '../home/port'
import { reachOf } from '../mandates/port'
import { certificatesWith, expiringOf } from './store'
import { DAYS_BEFORE } from './tell-expiring'

const dayInWords = (day: string) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
const leadsTo = (id: string) => ({ kind: 'certificate' as const, id })

/** 快到期的证: those in force whose last day is within 30 days. */
export const certificatesAttention = ({ db, clock }: { db: Db; clock: Clock }): AttentionSource => ({
  label: '证照',
  waiting: async (caller) => {
    const today = clock.today()
    const range = { from: today, to: addDays(today, DAYS_BEFORE) }
    return (await expiringOf(db, caller.ownerIds, reachOf(caller), range)).map(({ id, title, valid_until }) => ({
      kind: 'certificate',
      title: valid_until === today ? `“${title}”今天到期` : `“${title}”快到期了`,
      note: `有效期到${dayInWords(valid_until)}`,
      day: valid_until,
      leadsTo: leadsTo(id)
    }))
  }
})

/** My e-certificates in the one search, newest first. */
export const certificatesSource = (db: Db): OwnSearchSource => ({
  kind: 'certificates',
  label: '我的证照',
  find: async (words, limit, caller) => {
    const wanted = searchWords(words)
    if (wanted.length === 0) return { items: [], more: false }
    const rows = await certificatesWith(db, caller.ownerIds, reachOf(caller), wanted, limit + 1)
    return {
      items: rows.slice(0, limit).map(({ id, title, department, valid_until }) => ({
        id,
        title,
        note: valid_until ? `${department} · 有效期到${dayInWords(valid_until)}` : department,
        leadsTo: leadsTo(id)
      })),
      more: rows.length > limit
    }
  }
})
