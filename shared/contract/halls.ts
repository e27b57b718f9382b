import * as z from 'zod/mini'
import { civilDay, id, instant, slug, source, sourced } from './parts'
import { routes } from './route'

/** 大厅预约取号: halls and the windows of the streets, their free times, an appointment, the queue on the day. */

/** HH:MM in Asia/Shanghai */
const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const named = z.object({ id: slug, name: z.string() })

export const hall = z.object({
  id: slug,
  name: z.string(),
  /** centre = 区行政服务中心, street = 就近办 window of a street */
  kind: z.enum(['centre', 'street']),
  street: z.nullable(z.object({ code: z.string(), name: z.string() })),
  address: sourced(z.string()),
  hours: sourced(z.string()),
  phone: sourced(z.string()),
  /** items one can make an appointment for here */
  services: z.array(named),
  /** days without appointments that are announced already, soonest first */
  closed: z.array(z.object({ day: civilDay, reason: z.string() }))
})
export type Hall = z.output<typeof hall>

export const hallDay = z.object({
  day: civilDay,
  /** false: the notice of this year's days off is not out yet, the day may turn out to be off */
  certain: z.boolean(),
  /** why nobody is taken on this day; null = open */
  closed: z.nullable(z.string()),
  slots: z.array(z.object({ time: clockTime, until: clockTime, free: z.int() }))
})
export type HallDay = z.output<typeof hallDay>

export const hallTimes = z.object({
  hall: named,
  service: named,
  /** which window it will be */
  window: z.string(),
  /** the next seven working days, today included while it has times left */
  days: z.array(hallDay),
  /** who says that these are the times */
  source
})
export type HallTimes = z.output<typeof hallTimes>

/** booked → waiting (取号) → called → done; skipped = not there when called, may check in again */
export const bookingState = z.enum(['booked', 'waiting', 'called', 'done', 'skipped', 'missed', 'cancelled'])

type BookingState = z.output<typeof bookingState>
export const BOOKING_STATES = {
  booked: '已预约',
  waiting: '等候叫号',
  called: '请到窗口',
  done: '已办理',
  skipped: '过号',
  missed: '没有办理',
  cancelled: '已取消'
} as const satisfies Record<BookingState, string>

export const hallBooking = z.object({
  id,
  hall: z.object({ id: slug, name: z.string(), address: sourced(z.string()) }),
  service: named,
  window: z.string(),
  day: civilDay,
  time: clockTime,
  until: clockTime,
  state: bookingState,
  /** six digits to show at the hall */
  code: z.string(),
  /** when one may check in on the day */
  checkInFrom: instant,
  /** number in the queue (A012), from checking in on */
  number: z.nullable(z.string()),
  /** how many are called before, while waiting */
  ahead: z.nullable(z.int()),
  /** number of the window one was called to */
  calledTo: z.nullable(z.string()),
  cancellable: z.boolean(),
  /** why the hall cancelled it; null = it did not */
  cancelledFor: z.nullable(z.string())
})
export type HallBooking = z.output<typeof hallBooking>

export const queueLine = z.object({
  id,
  number: z.nullable(z.string()),
  time: clockTime,
  service: z.string(),
  state: bookingState,
  calledTo: z.nullable(z.string()),
  /** true: called by me */
  mine: z.boolean()
})
export type QueueLine = z.output<typeof queueLine>

/** A window's queue today, as staff see it: no names, the hall does not know them. */
export const hallQueue = z.object({
  id: slug,
  hallName: z.string(),
  name: z.string(),
  day: civilDay,
  called: z.array(queueLine),
  waiting: z.array(queueLine),
  skipped: z.array(queueLine),
  booked: z.array(queueLine),
  done: z.int()
})
export type HallQueue = z.output<typeof hallQueue>

const hallId = z.object({ hallId: slug })
const bookingId = z.object({ bookingId: id })
const lineId = z.object({ lineId: slug })
const SIGNED_IN = ['sign_in_required', 'forbidden'] as const
const STAFF = [...SIGNED_IN, 'not_found'] as const

export const hallsRoutes = routes({
  listHalls: {
    method: 'GET',
    path: '/api/v1/halls',
    ids: { 'query.serviceId': 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Halls and windows of the streets; by item, by street (GB/T 10114), or by words in either.',
    query: z.object({
      q: z.optional(z.string().check(z.trim(), z.maxLength(60))),
      serviceId: z.optional(slug),
      street: z.optional(z.string().check(z.regex(/^\d{9}$/)))
    }),
    response: z.object({ items: z.array(hall), streets: z.array(z.object({ code: z.string(), name: z.string() })) }),
    errors: []
  },
  showHall: {
    method: 'GET',
    path: '/api/v1/halls/:hallId',
    ids: { hallId: 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'One hall.',
    params: hallId,
    response: hall,
    errors: ['not_found']
  },
  listHallTimes: {
    method: 'GET',
    path: '/api/v1/halls/:hallId/times',
    ids: { hallId: 'content', 'query.serviceId': 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Free times for one item at one hall on the next seven working days.',
    params: hallId,
    query: z.object({ serviceId: slug }),
    response: hallTimes,
    errors: ['not_found']
  },
  bookHall: {
    method: 'POST',
    path: '/api/v1/hall-bookings',
    ids: { 'body.hallId': 'content', 'body.serviceId': 'content' },
    auth: 'phone',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      'Make an appointment; one at a time for the same person, item and day, never two at the same moment, few in all.',
    body: z.object({ hallId: slug, serviceId: slug, day: civilDay, time: clockTime }),
    response: hallBooking,
    errors: [
      ...SIGNED_IN,
      'level_required',
      'not_found',
      'conflict',
      'slot_full',
      'booked_already',
      'bookings_overlap',
      'too_many_bookings',
      'idempotency_key_reused'
    ]
  },
  listHallBookings: {
    method: 'GET',
    path: '/api/v1/hall-bookings',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My appointments, latest first, at most fifty.',
    response: z.object({ items: z.array(hallBooking) }),
    errors: ['sign_in_required']
  },
  showHallBooking: {
    method: 'GET',
    path: '/api/v1/hall-bookings/:bookingId',
    ids: { bookingId: 'self' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'One appointment of mine, on the day with my place in the queue.',
    params: bookingId,
    response: hallBooking,
    errors: ['sign_in_required', 'not_found']
  },
  cancelHallBooking: {
    method: 'POST',
    path: '/api/v1/hall-bookings/:bookingId/cancel',
    ids: { bookingId: 'self' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Cancel an appointment of mine; possible until its time begins.',
    params: bookingId,
    response: hallBooking,
    errors: [...SIGNED_IN, 'not_found', 'conflict']
  },
  listQueues: {
    method: 'GET',
    path: '/api/v1/desk/queues',
    auth: 'staff:clerk',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The windows my department serves.',
    response: z.object({ items: z.array(z.object({ id: slug, hallName: z.string(), name: z.string() })) }),
    errors: SIGNED_IN
  },
  showQueue: {
    method: 'GET',
    path: '/api/v1/desk/queues/:lineId',
    ids: { lineId: 'staff' },
    auth: 'staff:clerk',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Today’s queue of a window of my department.',
    params: lineId,
    response: hallQueue,
    errors: STAFF
  },
  checkIn: {
    method: 'POST',
    path: '/api/v1/desk/queues/:lineId/check-in',
    ids: { lineId: 'staff' },
    auth: 'staff:clerk',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Give a number in the queue to somebody who shows their code; from half an hour before their time on.',
    params: lineId,
    body: z.object({ code: z.string().check(z.regex(/^\d{6}$/, '请输入 6 位取号码。')) }),
    response: hallQueue,
    errors: [...STAFF, 'form_invalid']
  },
  callNext: {
    method: 'POST',
    path: '/api/v1/desk/queues/:lineId/call',
    ids: { lineId: 'staff' },
    auth: 'staff:clerk',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Call the next number to a window; whoever I called before must be done or skipped first.',
    params: lineId,
    body: z.object({ window: z.string().check(z.regex(/^[1-9]\d?$/, '请填写窗口号，如 3。')) }),
    response: hallQueue,
    errors: [...STAFF, 'conflict', 'idempotency_key_reused']
  },
  finishCall: {
    method: 'POST',
    path: '/api/v1/desk/queues/:lineId/bookings/:bookingId/finish',
    ids: { lineId: 'staff', bookingId: 'staff' },
    auth: 'staff:clerk',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Whoever was called has been served, or did not come.',
    params: z.object({ lineId: slug, bookingId: id }),
    body: z.object({ outcome: z.enum(['done', 'skipped']) }),
    response: hallQueue,
    errors: [...STAFF, 'conflict']
  }
})
