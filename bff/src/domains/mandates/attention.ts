import { addDays } from '@shared/values/civil-date'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { AttentionSource } from '../home/port'
import { livingHeld, type MandateRow, mandatesGiven } from './mandate-store'
import type { Names } from './names'
import { stateOf } from './period'

/** A mandate is told to end soon this many days ahead: time to talk to the other side. */
const SOON_DAYS = 14

const dayWords = (day: string) => day.split('-').slice(1).map(Number).join('月').concat('日')

/** 代办授权 that end soon, held or given by the person; told to whoever acts for themselves. */
export const mandatesAttention = ({ db, clock, names }: { db: Db; clock: Clock; names: Names }): AttentionSource => ({
  label: '代办授权',
  waiting: async ({ capacity, selfIds }) => {
    if (capacity.kind !== 'self') return []
    const today = clock.today()
    const last = addDays(today, SOON_DAYS)
    const soon = (row: MandateRow) => stateOf(row, today) === 'active' && row.until !== null && row.until <= last
    const item = (row: MandateRow, title: string) => ({
      kind: 'mandate' as const,
      title,
      note: row.until ? `到 ${dayWords(row.until)}为止，还需要的话请重新授权` : '',
      day: row.until,
      leadsTo: { kind: 'mandate' as const, id: row.id }
    })
    const held = (await livingHeld(db, selfIds, today)).filter(soon)
    const given = (await mandatesGiven(db, selfIds, 'proxy')).filter(soon)
    return [
      ...(await Promise.all(held.map(async (row) => item(row, `您为${await names.ofOwner(db, row)}代办的授权快到期`)))),
      ...(await Promise.all(
        given.map(async (row) => item(row, `您请${await names.ofPerson(db, row.holder_id)}代办的授权快到期`))
      ))
    ]
  }
})
