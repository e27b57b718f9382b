import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db } from '../../platform/db/db'
import { type AttentionSource, type SearchSource, searchWords } from '../home/port'
import type { Directory } from './directory'
import { bookingsOn } from './store'

/** Halls in the one search: by their own name, their street and their windows; what they serve is found as an item. */
export const hallsSource = (directory: Pick<Directory, 'named'>): SearchSource => ({
  kind: 'halls',
  label: '大厅',
  find: (words, limit) => {
    const wanted = searchWords(words)
    const found = wanted.length === 0 ? [] : directory.named(wanted)
    return {
      items: found.slice(0, limit).map(({ id, name, address, street }) => ({
        id,
        title: name,
        note: address.value ?? street?.name ?? '可以预约取号',
        leadsTo: { kind: 'hall', id }
      })),
      more: found.length > limit
    }
  }
})

const NOTES = {
  booked: '到了以后凭取号码取号',
  waiting: '已取号，请留意叫号',
  called: '正在叫号，请到窗口',
  skipped: '已过号，请到服务台重新排队'
} as const

/** 今天的票: appointments of today that are not over; they are the person's own, whoever they act for just now. */
export const hallsAttention = ({ db, clock }: { db: Db; clock: Clock }): AttentionSource => ({
  label: '预约',
  waiting: async ({ capacity, selfIds }) => {
    if (capacity.kind !== 'self') return []
    const today = clock.today()
    return (await bookingsOn(db, selfIds, today)).map(
      ({ id, state, begins_at, service_name, hall_name, line_name }) => ({
        kind: 'hall-booking',
        title: `今天 ${instantText(begins_at).slice(11, 16)} 到${hall_name}办“${service_name}”`,
        note: `${line_name}，${NOTES[state]}`,
        day: today,
        leadsTo: { kind: 'hall-booking', id }
      })
    )
  }
})
