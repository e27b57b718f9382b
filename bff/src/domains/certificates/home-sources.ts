import type { SearchHit } from '@shared/contract/home'
import { addDays } from '@shared/values/civil-date'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { AttentionSource, OwnSearchSource } from '../home/port'
import { searchWords } from '../home/port'
import { reachOf } from '../mandates/port'
import type { Held } from './held'
import type { OpenedHeld } from './held-sealed'
import { stateNow } from './present'
import { certificatesWith, expiringOf } from './store'
import { DAYS_BEFORE } from './tell-expiring'

interface Deps {
  db: Db
  clock: Clock
  held: Pick<Held, 'lastRead'>
}
interface Found {
  id: string
  title: string
  department: string
  valid_until: string | null
  leadsTo: { kind: 'certificate' | 'library-certificate'; id: string }
}

const dayInWords = (day: string) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
const ours = <Row extends { id: string }>(row: Row) => ({
  ...row,
  leadsTo: { kind: 'certificate' as const, id: row.id }
})
const ofLibrary = ({ row: { id, valid_until }, hidden: { title, issuer } }: OpenedHeld): Found => ({
  ...{ id, title, department: issuer, valid_until },
  leadsTo: { kind: 'library-certificate', id }
})

/** 快到期的证: those in force whose last day is within 30 days, ours and what the library told last; soonest first. */
export const certificatesAttention = ({ db, clock, held }: Deps): AttentionSource => ({
  label: '证照',
  waiting: async (caller) => {
    const today = clock.today()
    const range = { from: today, to: addDays(today, DAYS_BEFORE) }
    const own = (await expiringOf(db, caller.ownerIds, reachOf(caller), range)).map(ours)
    const told = (await held.lastRead(caller)).filter(({ row }) => stateNow(row, today) === 'valid').map(ofLibrary)
    return [...own, ...told]
      .flatMap(({ title, valid_until: day, leadsTo }) => (day && day <= range.to ? [{ title, day, leadsTo }] : []))
      .sort((a, b) => a.day.localeCompare(b.day))
      .map(({ title, day, leadsTo }) => ({
        kind: 'certificate',
        title: day === today ? `“${title}”今天到期` : `“${title}”快到期了`,
        note: `有效期到${dayInWords(day)}`,
        day,
        leadsTo
      }))
  }
})

const hit = ({ id, title, department, valid_until, leadsTo }: Found): SearchHit => ({
  id,
  title,
  note: valid_until ? `${department} · 有效期到${dayInWords(valid_until)}` : department,
  leadsTo
})

/** My e-certificates in the one search: ours, newest first, then what the library told last. */
export const certificatesSource = ({ db, held }: Pick<Deps, 'db' | 'held'>): OwnSearchSource => ({
  kind: 'certificates',
  label: '我的证照',
  find: async (words, limit, caller) => {
    const wanted = searchWords(words)
    if (wanted.length === 0) return { items: [], more: false }
    const own = (await certificatesWith(db, caller.ownerIds, reachOf(caller), wanted, limit + 1)).map(ours)
    const told = (await held.lastRead(caller)).map(ofLibrary).filter(({ title, department }) => {
      const text = `${title} ${department}`.toLowerCase()
      return wanted.every((word) => text.includes(word))
    })
    const all = [...own, ...told]
    return { items: all.slice(0, limit).map(hit), more: all.length > limit }
  }
})
