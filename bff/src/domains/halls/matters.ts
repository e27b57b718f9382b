import { BOOKING_STATES } from '@shared/contract/halls'
import { instantText, spokenMoment } from '../../platform/clock/instant-text'
import type { Db } from '../../platform/db/db'
import type { MatterSource } from '../home/port'
import { bookingsBefore } from './store'

const LIVE: readonly string[] = ['booked', 'waiting', 'called', 'skipped']

/** Appointments in 我的事项, by the moment they were made; they are the person's own, whoever they act for just now. */
export const hallsMatters = (db: Db): MatterSource => ({
  kind: 'hall-booking',
  label: '预约',
  page: async (caller, before, limit) => {
    if (caller.capacity.kind !== 'self') return []
    return (await bookingsBefore(db, caller.selfIds, before, limit)).map((row) => ({
      kind: 'hall-booking',
      title: row.service_name,
      note: `${spokenMoment(row.begins_at)}，${row.hall_name} ${row.line_name}`,
      state: BOOKING_STATES[row.state],
      goesOn: LIVE.includes(row.state),
      at: instantText(row.created_at),
      leadsTo: { kind: 'hall-booking', id: row.id }
    }))
  }
})
