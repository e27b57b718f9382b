import * as z from 'zod/mini'
import { civilDay, id, instant, slug, source } from './parts'
import { routes } from './route'

/**
 * 好差评 (国办发〔2019〕51号, GB/T 39735-2020): five levels, once per case and once per visit to a hall, voluntary; the last two are bad ratings, which
 * the department answers for. Who rated is told to nobody at the desk.
 */
export const ratingLevel = z.enum(['very-good', 'good', 'fair', 'bad', 'very-bad'])
export type RatingLevel = z.output<typeof ratingLevel>
export const RATING_LEVELS = {
  'very-good': '非常满意',
  good: '满意',
  fair: '基本满意',
  bad: '不满意',
  'very-bad': '非常不满意'
} as const satisfies Record<RatingLevel, string>

/** 差评: somebody has to contact the rater and mend it. */
export const isBad = (level: RatingLevel): boolean => level === 'bad' || level === 'very-bad'

/** Characters of the rater's own words. */
export const RATING_TEXT_MAX = 200

/** Where a bad rating stands; each state but the last has an owner and a deadline. */
export const mendingState = z.enum(['contact', 'mend', 'check', 'answer', 'recheck', 'closed'])
export type MendingState = z.output<typeof mendingState>
export const MENDING_STATES = {
  contact: '等待部门联系',
  mend: '部门整改中',
  check: '复核中',
  answer: '等评价人确认',
  recheck: '再次复核中',
  closed: '已办结'
} as const satisfies Record<MendingState, string>

export const rating = z.object({
  id,
  level: ratingLevel,
  /** second-level reasons, in words */
  reasons: z.array(z.string()),
  text: z.nullable(z.string()),
  ratedAt: instant,
  /** null unless it is a bad rating */
  mending: z.nullable(
    z.object({
      state: mendingState,
      /** what has happened (at is set), and last, while it goes on, what is expected until `dueDay` (at null) */
      steps: z.array(
        z.object({
          label: z.string(),
          at: z.nullable(instant),
          dueDay: z.nullable(civilDay),
          note: z.nullable(z.string())
        })
      ),
      overdue: z.boolean(),
      /** the rater may say now whether it is mended */
      mayAnswer: z.boolean()
    })
  )
})
export type Rating = z.output<typeof rating>

export const caseRating = z.object({
  serviceName: z.string(),
  department: z.string(),
  /** why it cannot be rated now, in words; null = it can be, or has been */
  notYet: z.nullable(z.string()),
  rating: z.nullable(rating)
})
export type CaseRating = z.output<typeof caseRating>

export const ratingReasons = z.object({
  levels: z.array(
    z.object({
      level: ratingLevel,
      reasons: z.array(z.object({ id: slug, label: z.string() })),
      source: z.nullable(source)
    })
  )
})
export type RatingReasons = z.output<typeof ratingReasons>

/** As the desk reads it: no person, no case, the day alone. */
export const badRating = z.object({
  id,
  serviceName: z.string(),
  departmentName: z.string(),
  level: ratingLevel,
  reasons: z.array(z.string()),
  ratedDay: civilDay,
  state: mendingState,
  /** whose turn it is: a department, or the rater; null = nobody's any more */
  turn: z.nullable(z.string()),
  dueDay: z.nullable(civilDay),
  overdue: z.boolean()
})
export type BadRating = z.output<typeof badRating>

/** null = fewer than five ratings: neither counted nor broken down. */
const counts = z.nullable(
  z.object({
    total: z.int(),
    levels: z.object({
      'very-good': z.int(),
      good: z.int(),
      fair: z.int(),
      bad: z.int(),
      'very-bad': z.int()
    })
  })
)
export type RatingCounts = z.output<typeof counts>
export const ratingFigures = z.object({
  /** YYYY-MM: a month that is over */
  month: z.string(),
  departments: z.array(
    z.object({
      id: slug,
      name: z.string(),
      counts,
      /** service items with at least five ratings; the others together as 其他事项 */
      services: z.array(z.object({ name: z.string(), counts }))
    })
  )
})
export type RatingFigures = z.output<typeof ratingFigures>

const caseParams = z.object({ caseId: id })
const visitParams = z.object({ bookingId: id })
const MINE = ['sign_in_required', 'not_found', 'out_of_scope'] as const
const words = z.optional(z.string().check(z.trim(), z.maxLength(RATING_TEXT_MAX, `最多 ${RATING_TEXT_MAX} 个字。`)))
const given = z.object({ level: ratingLevel, reasons: z.array(slug).check(z.maxLength(10)), text: words })
const answer = z.object({ mended: z.boolean(), text: words })
const STAFF = ['sign_in_required', 'forbidden'] as const

export const feedbackRoutes = routes({
  listRatingReasons: {
    method: 'GET',
    path: '/api/v1/rating-reasons',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The five levels of 好差评 and the second-level reasons of each.',
    response: ratingReasons,
    errors: []
  },
  showRating: {
    method: 'GET',
    path: '/api/v1/cases/:caseId/rating',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My rating of a case of mine with every step since, or why it cannot be rated yet.',
    params: caseParams,
    response: caseRating,
    errors: MINE
  },
  rateCase: {
    method: 'POST',
    path: '/api/v1/cases/:caseId/rating',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Rate a case of mine, once, after it has ended and its result is there.',
    params: caseParams,
    body: given,
    response: caseRating,
    errors: [...MINE, 'forbidden', 'form_invalid', 'conflict', 'idempotency_key_reused']
  },
  answerMending: {
    method: 'POST',
    path: '/api/v1/cases/:caseId/rating/answer',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Say whether what I rated badly is mended; `false` asks for a second check (申请复核), once.',
    params: caseParams,
    body: answer,
    response: caseRating,
    errors: [...MINE, 'forbidden', 'form_invalid', 'conflict', 'idempotency_key_reused']
  },
  showVisitRating: {
    method: 'GET',
    path: '/api/v1/hall-bookings/:bookingId/rating',
    ids: { bookingId: 'self' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'My rating of a visit of mine to a hall with every step since, or why it cannot be rated yet.',
    params: visitParams,
    response: caseRating,
    errors: MINE
  },
  rateVisit: {
    method: 'POST',
    path: '/api/v1/hall-bookings/:bookingId/rating',
    ids: { bookingId: 'self' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Rate a visit of mine to a hall, once, after the window has finished with me.',
    params: visitParams,
    body: given,
    response: caseRating,
    errors: [...MINE, 'forbidden', 'form_invalid', 'conflict', 'idempotency_key_reused']
  },
  answerVisitMending: {
    method: 'POST',
    path: '/api/v1/hall-bookings/:bookingId/rating/answer',
    ids: { bookingId: 'self' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Say whether what I rated badly after a visit is mended; `false` asks for a second check, once.',
    params: visitParams,
    body: answer,
    response: caseRating,
    errors: [...MINE, 'forbidden', 'form_invalid', 'conflict', 'idempotency_key_reused']
  },
  listBadRatings: {
    method: 'GET',
    path: '/api/v1/desk/ratings/bad',
    auth: 'staff:reviewer',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'Bad ratings of my department (of all, for the office that runs the platform), newest first, without person or case.',
    query: z.object({ page: z.optional(z.string().check(z.regex(/^[1-9]\d{0,3}$/))) }),
    response: z.object({ items: z.array(badRating), more: z.boolean(), open: z.int(), overdue: z.int() }),
    errors: STAFF
  },
  showRatingFigures: {
    method: 'GET',
    path: '/api/v1/desk/ratings/figures',
    auth: 'staff:reviewer',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'Ratings of one month that is over (default: the last one), by department and service item, none below five.',
    query: z.object({ month: z.optional(z.string().check(z.regex(/^20\d{2}-(0[1-9]|1[0-2])$/))) }),
    response: ratingFigures,
    errors: STAFF
  }
})
