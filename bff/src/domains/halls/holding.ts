import type { Slots } from '../../platform/slots/slots'
import type { Holding } from '../rights/port'
import { type BookingRow, bookingsOf } from './store'

const STATES = {
  booked: '已预约',
  waiting: '已取号',
  called: '已叫号',
  done: '已办理',
  skipped: '过号',
  missed: '没有办理',
  cancelled: '已取消'
} as const satisfies Record<BookingRow['state'], string>

const ALL = 100_000

/** Appointments of a person; places nobody comes for any more are given back. */
export const makeHallsHolding = (slots: Slots): Holding => ({
  export: async (sql, ownerIds) => {
    const entries = (await bookingsOf(sql, ownerIds, ALL)).map((row) => [
      { label: '大厅', value: `${row.hall_name} ${row.line_name}` },
      { label: '事项', value: row.service_name },
      { label: '时间', value: `${row.day} ${row.time}` },
      { label: '状态', value: STATES[row.state] }
    ])
    return [{ title: '大厅预约', entries }]
  },
  erase: async (tx, ownerId) => {
    const gone = await tx.query<{ hold_id: string | null }>(
      'delete from halls_bookings where citizen_id = $1 returning hold_id',
      [ownerId]
    )
    for (const { hold_id } of gone) if (hold_id) await slots.release(tx, hold_id)
    return { files: [] }
  }
})
