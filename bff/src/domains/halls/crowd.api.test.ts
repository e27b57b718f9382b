import path from 'node:path'
import { workingCalendar } from '@shared/values/working-days'
import { openTestDb, root } from '../../../../test/support/test-stores'
import { movableClock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { isRefused } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import { makeSlots } from '../../platform/slots/slots'
import { loadContent } from '../content/load'
import { makeNotify } from '../messages/service'
import { makeBookings } from './bookings'
import { makeDirectory } from './directory'

let db: Db
beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())

it('200 citizens who book the same time at once, for 20 places: exactly 20 come', async () => {
  const clock = movableClock()
  const calendar = workingCalendar({ holidays: [], workdays: [], coveredYears: [] })
  const content = loadContent(path.join(root, 'bff', 'content'))
  const directory = makeDirectory(content.halls)
  for (const { line } of directory.linesOf('human-resources')) line.schedule.capacity = 20
  const notify = makeNotify(clock)
  const bookings = makeBookings({ db, clock, calendar, slots: makeSlots(clock), notify, directory })
  const offered = await bookings.times('service-centre', 'flexible-enrolment')
  const day = 'days' in offered ? offered.days[1] : undefined
  const wanted = {
    hallId: 'service-centre',
    serviceId: 'flexible-enrolment',
    day: day?.day ?? '',
    time: day?.slots[0]?.time ?? ''
  }
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, () => {
      const citizenId = newId()
      return db.tx((tx) => bookings.book(tx, { citizenId, selfIds: [citizenId] }, wanted))
    })
  )
  const refused = outcomes.flatMap((outcome) => (isRefused(outcome) ? [outcome.code] : []))
  expect(refused).toEqual(Array.from({ length: 180 }, () => 'slot_full'))
  const [written] = await db.query<{ booked: number; codes: number }>(
    'select count(*)::int as booked, count(distinct code)::int as codes from halls_bookings'
  )
  expect(written).toEqual({ booked: 20, codes: 20 })
  const [messages] = await db.query<{ told: number }>('select count(*)::int as told from messages_inbox')
  expect(messages?.told).toBe(20)
})
