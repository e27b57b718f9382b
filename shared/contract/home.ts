import * as z from 'zod/mini'
import { aboutKind } from './messages'
import { civilDay, instant, pageLimit } from './parts'
import { routes } from './route'

/** What something on 首页 or in a search is about; pressing it opens that page. */
const leadsTo = z.object({
  kind: z.enum(['service', 'hall', 'institution', 'library-certificate', ...aboutKind.options]),
  id: z.string()
})
export type LeadsTo = z.output<typeof leadsTo>

export const searchHit = z.object({ id: z.string(), title: z.string(), note: z.string(), leadsTo: z.nullable(leadsTo) })
export type SearchHit = z.output<typeof searchHit>

/** What was found among one kind of things (事项, 消息 …), best or newest first. */
const searchGroup = z.object({
  kind: z.enum(['services', 'halls', 'institutions', 'cases', 'certificates', 'messages']),
  label: z.string(),
  items: z.array(searchHit),
  /** there is more than was sent */
  more: z.boolean()
})
export type SearchGroup = z.output<typeof searchGroup>

/** Something that goes on only when the person does something, or soon ends. */
export const attentionItem = z.object({
  kind: z.enum(['correction', 'consent', 'mandate', 'hall-booking', 'certificate', 'owed', 'payment']),
  title: z.string(),
  note: z.string(),
  /** until when; null = no day is set */
  day: z.nullable(civilDay),
  leadsTo
})
export type AttentionItem = z.output<typeof attentionItem>

/** Something of mine in 我的事项: a case, an appointment, later a ticket, a parking space, a policy application. */
export const matterKind = z.enum(['case', 'hall-booking'])
export const matter = z.object({
  kind: matterKind,
  title: z.string(),
  note: z.string(),
  /** where it stands, in words */
  state: z.string(),
  /** it has not ended */
  goesOn: z.boolean(),
  /** since when it is mine: handed in, booked */
  at: instant,
  leadsTo
})
export type Matter = z.output<typeof matter>

const words = z.object({ q: z.string().check(z.minLength(1), z.maxLength(60)) })
/** `missing`: what could not be asked just now, in words; everything else is there. */
const found = z.object({ groups: z.array(searchGroup), missing: z.array(z.string()) })

export const homeRoutes = routes({
  search: {
    method: 'GET',
    path: '/api/v1/search',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'One search over what is published for everybody: service items and halls, and whatever later domains publish.',
    query: words,
    response: found,
    errors: []
  },
  searchMine: {
    method: 'GET',
    path: '/api/v1/me/search',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'The same search over what is mine: cases, certificates (ours, and what the e-certificate library told last), messages.',
    query: words,
    response: found,
    errors: ['sign_in_required']
  },
  listMatters: {
    method: 'GET',
    path: '/api/v1/me/matters',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Everything of mine in one list (我的事项), newest first: cases and appointments.',
    query: z.object({ kind: z.optional(matterKind), before: z.optional(instant), limit: z.optional(pageLimit) }),
    response: z.object({
      /** what it can be narrowed to */
      kinds: z.array(z.object({ kind: matterKind, label: z.string() })),
      items: z.array(matter),
      more: z.boolean(),
      missing: z.array(z.string())
    }),
    errors: ['sign_in_required']
  },
  listAttention: {
    method: 'GET',
    path: '/api/v1/me/attention',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'What needs my attention: 补正, a hand-over that waits for my consent, mandates that end soon, appointments of today, certificates (ours and of the library) that expire.',
    response: z.object({ items: z.array(attentionItem), missing: z.array(z.string()) }),
    errors: ['sign_in_required']
  }
})
