import type { ErrorCode } from '@shared/contract/errors'
import type { Clock } from '../../platform/clock/clock'
import { spokenMoment } from '../../platform/clock/instant-text'
import type { Db, Sql, Tx } from '../../platform/db/db'
import type { StaffCaller } from '../../platform/http/caller'
import { type Refused, refuse } from '../../platform/http/refused'
import type { Notify } from '../messages/port'
import { noticeAbout } from './bookings'
import type { Directory, Place } from './directory'
import {
  bookingByCode,
  bookingsOfLine,
  callSmallest,
  drawNumber,
  finishCalled,
  hasCalled,
  putInQueue
} from './queue-store'

/** One may take a number so long before one's time, and until the day ends. */
export const CHECK_IN_BEFORE_MS = 30 * 60_000

/** A012 */
export const numberText = (prefix: string, number: number): string => `${prefix}${String(number).padStart(3, '0')}`

interface Deps {
  db: Db
  clock: Clock
  notify: Notify
  directory: Directory
}

/** 叫号: the queue of a window, for the clerks of the department that serves it. */
export function makeQueue({ db, clock, notify, directory }: Deps) {
  const placeOf = ({ department }: StaffCaller, lineId: string): Place | null => {
    const place = directory.line(lineId)
    return place?.line.department === department ? place : null
  }
  const view = async (sql: Sql, place: Place, { staffId }: StaffCaller) => ({
    ...{ place, day: clock.today(), staffId },
    rows: await bookingsOfLine(sql, place.line.id, clock.today())
  })
  /** Acts on a line of the caller's department, and shows the queue as it is then. */
  const acting = async <E extends ErrorCode>(
    tx: Tx,
    caller: StaffCaller,
    lineId: string,
    act: (place: Place) => Promise<Refused<E> | null>
  ) => {
    const place = placeOf(caller, lineId)
    if (!place) return refuse('not_found')
    return (await act(place)) ?? view(tx, place, caller)
  }

  const takeNumber = async (tx: Tx, { line }: Place, code: string) => {
    const day = clock.today()
    const row = await bookingByCode(tx, line.id, day, code)
    if (!row || row.state === 'cancelled' || row.state === 'missed')
      return refuse('form_invalid', { code: '这个窗口今天没有这个取号码，请核对。' })
    // shown twice: they have their number
    if (row.state === 'waiting' || row.state === 'called') return null
    if (row.state === 'done') return refuse('form_invalid', { code: '这个预约已经办过了。' })
    const from = new Date(row.begins_at.getTime() - CHECK_IN_BEFORE_MS)
    if (clock.now() < from)
      return refuse('form_invalid', { code: `${spokenMoment(from).split(' ')[1]} 以后才能取号。` })
    await putInQueue(tx, row.id, await drawNumber(tx, line.id, day))
    return null
  }

  const call = async (tx: Tx, { line }: Place, staffId: string, window: string) => {
    const day = clock.today()
    if (await hasCalled(tx, line.id, day, staffId)) return refuse('conflict')
    const row = await callSmallest(tx, { lineId: line.id, day, window, staffId })
    if (!row) return null
    const number = numberText(line.prefix, row.number ?? 0)
    const { to, about, data } = noticeAbout(row)
    const notice = { event: 'hall.called', to, about, key: `hall-called:${row.id}:${row.number}` } as const
    await notify(tx, { ...notice, data: { hall: data.hall, number, window } })
    return null
  }

  return {
    lines: ({ department }: StaffCaller): Place[] =>
      directory.linesOf(department).filter(({ line }) => line.services.length > 0),
    show: async (caller: StaffCaller, lineId: string) => {
      const place = placeOf(caller, lineId)
      return place ? view(db, place, caller) : refuse('not_found')
    },
    checkIn: (caller: StaffCaller, lineId: string, code: string) =>
      db.tx((tx) => acting(tx, caller, lineId, (place) => takeNumber(tx, place, code))),
    callNext: (tx: Tx, caller: StaffCaller, lineId: string, window: string) =>
      acting(tx, caller, lineId, (place) => call(tx, place, caller.staffId, window)),
    finish: (caller: StaffCaller, lineId: string, id: string, outcome: 'done' | 'skipped') =>
      db.tx((tx) =>
        acting(tx, caller, lineId, async ({ line }) => {
          const done = await finishCalled(tx, { id, lineId: line.id, day: clock.today(), outcome })
          return done === 'finished' ? null : refuse(done ?? 'not_found')
        })
      )
  }
}
export type Queue = ReturnType<typeof makeQueue>
