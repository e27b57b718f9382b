import * as z from 'zod/mini'
import { draft, editOrigin } from './applications'
import { answers, form } from './form'
import { done, id, instant, slug } from './parts'
import { routes } from './route'

/**
 * 接力码: a short code from the form page, good for ten minutes and once, with which a window of the item's department
 * goes on with the same draft, until the person ends it on their phone; or the person themselves on another phone.
 */

/** At the window: the draft as the clerk fills it in, with its form. */
export const deskDraft = z.object({
  id,
  serviceName: z.string(),
  form,
  draft,
  /** fields only the person fills in: files, signature, consents */
  personal: z.array(z.string()),
  endsAt: instant
})
export type DeskDraft = z.output<typeof deskDraft>

const code = z.string().check(z.maxLength(40))
const CITIZEN = ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope'] as const
const STAFF = ['sign_in_required', 'forbidden', 'not_found'] as const

export const relaysRoutes = routes({
  makeRelay: {
    method: 'POST',
    path: '/api/v1/drafts/:draftId/relay',
    ids: { draftId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'A new 接力码 of my draft, good for ten minutes and once; an earlier one, used or not, ends.',
    params: z.object({ draftId: id }),
    /** link: the page that takes the code, with the code in it; what the QR code says */
    response: z.object({ code: z.string(), until: instant, link: z.string() }),
    errors: [...CITIZEN, 'draft_submitted']
  },
  takeRelay: {
    method: 'POST',
    path: '/api/v1/relays/take',
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      'On another phone of the same person: which draft this 接力码 is of; the code is used. Five wrong codes in 15 minutes, then 429.',
    body: z.object({ code }),
    response: z.object({ draftId: id, serviceId: slug }),
    errors: CITIZEN
  },
  showRelay: {
    method: 'GET',
    path: '/api/v1/drafts/:draftId/relay',
    ids: { draftId: 'owner' },
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Whether a window fills in my draft now, or has done so and waits for my confirmation.',
    params: z.object({ draftId: id }),
    response: z.object({
      state: z.enum(['none', 'at-desk', 'handed-back']),
      /** who: 窗口受理人员 · 区民政局 */
      by: z.nullable(z.string()),
      /** labels of what was filled in there */
      changed: z.array(z.string())
    }),
    errors: CITIZEN
  },
  endRelay: {
    method: 'POST',
    path: '/api/v1/drafts/:draftId/relay/end',
    ids: { draftId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'I confirm what the window filled in, or stop it: nobody at the desk reads or edits my draft any more.',
    params: z.object({ draftId: id }),
    response: done,
    errors: CITIZEN
  },
  takeRelayAtDesk: {
    method: 'POST',
    path: '/api/v1/desk/relays/take',
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      'Go on at the window with a draft for an item of my department; written to the citizen’s ledger. Five wrong codes in 15 minutes, then 429.',
    body: z.object({ code }),
    response: deskDraft,
    errors: STAFF
  },
  saveRelayDraft: {
    method: 'PUT',
    path: '/api/v1/desk/relays/:relayId/draft',
    ids: { relayId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Save edits to the draft I have at the window, as the person’s own phone does (openDraft).',
    params: z.object({ relayId: id }),
    body: z.object({ edits: answers, from: editOrigin }),
    response: deskDraft,
    errors: STAFF
  },
  handBackRelay: {
    method: 'POST',
    path: '/api/v1/desk/relays/:relayId/hand-back',
    ids: { relayId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'I have filled in what I could: the person sees it on their phone, confirms it and hands in.',
    params: z.object({ relayId: id }),
    response: done,
    errors: STAFF
  }
})
