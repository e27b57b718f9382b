import * as z from 'zod/mini'
import { guide } from './guide'
import { id, instant } from './parts'
import { routes } from './route'

/** Content releases at the desk (内容发布): an editor writes, a second person publishes; a version is never changed. */

/** a kind of content, as /desk/content lists them: service, sharing, term, calendar … */
const kind = z.string().check(z.regex(/^[a-z]+(-[a-z]+)*$/), z.maxLength(30))
/** of one piece of content, as its file is called */
const contentId = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,60}$/))
const body = z.string().check(z.minLength(1, '内容是空的。'), z.maxLength(200_000, '内容太长，最多 20 万字。'))
const versionText = z.string().check(z.regex(/^[1-9]\d{0,8}$/))
const inForce = z.int().check(z.nonnegative())

export const release = z.object({
  kind,
  contentId,
  version: z.int(),
  /** SHA-256 of the text, hex */
  hash: z.string(),
  author: z.string(),
  reviewer: z.string(),
  /** the version this one brought back */
  restores: z.nullable(z.int()),
  publishedAt: instant
})
export type Release = z.output<typeof release>

export const proposal = z.object({
  id,
  kind,
  contentId,
  reason: z.string(),
  state: z.enum(['sent', 'returned', 'published', 'withdrawn']),
  author: z.string(),
  mine: z.boolean(),
  /** why it went back */
  note: z.nullable(z.string()),
  revision: z.int(),
  updatedAt: instant
})
export type Proposal = z.output<typeof proposal>

export const checked = z.object({
  /** empty = may be published; `line` from 1, null = the whole text or another file */
  problems: z.array(z.object({ line: z.nullable(z.int()), place: z.string(), text: z.string() })),
  /** what citizens would read, for a service item */
  guide: z.nullable(guide),
  /** line by line against the version in force */
  changes: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
  /** the version in force, 0 = none */
  inForce
})
export type Checked = z.output<typeof checked>

const place = z.object({ kind, contentId })
const proposalId = z.object({ proposalId: id })
const STAFF = ['sign_in_required', 'forbidden'] as const
const PUBLISH = [
  ...STAFF,
  'fresh_check_required',
  'not_found',
  'conflict',
  'form_invalid',
  'second_person_required',
  'idempotency_key_reused'
] as const
const OF_PIECE = { kind: 'content', contentId: 'content' } as const

export const contentRoutes = routes({
  listContent: {
    method: 'GET',
    path: '/api/v1/desk/content',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Every piece of content with the version in force, and the proposals that wait for somebody.',
    response: z.object({
      kinds: z.array(z.object({ kind, title: z.string() })),
      /** `title` as citizens or staff know it; the id where it has none */
      items: z.array(z.object({ ...release.shape, title: z.string() })),
      proposals: z.array(proposal)
    }),
    errors: STAFF
  },
  showContent: {
    method: 'GET',
    path: '/api/v1/desk/content/:kind/:contentId',
    ids: OF_PIECE,
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The text in force (empty for a piece that is not there yet) and every version, newest first.',
    params: place,
    response: z.object({ body: z.string(), inForce, versions: z.array(release) }),
    errors: [...STAFF, 'not_found']
  },
  exportContent: {
    method: 'GET',
    path: '/api/v1/desk/content/:kind/:contentId/versions/:version',
    ids: { ...OF_PIECE, version: 'content' },
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The text of one version, byte for byte, with the path of its file under bff/content.',
    params: z.object({ kind, contentId, version: versionText }),
    response: z.object({ path: z.string(), body: z.string() }),
    errors: [...STAFF, 'not_found']
  },
  checkContent: {
    method: 'POST',
    path: '/api/v1/desk/content/:kind/:contentId/check',
    ids: OF_PIECE,
    auth: 'staff:editor',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary: 'What is wrong with a text, what citizens would read, and what changes; nothing is kept.',
    params: place,
    body: z.object({ body }),
    response: checked,
    errors: [...STAFF, 'not_found']
  },
  propose: {
    method: 'POST',
    path: '/api/v1/desk/content/:kind/:contentId/proposals',
    ids: OF_PIECE,
    auth: 'staff:editor',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Send a text to the second person; a proposal of mine for the same piece that is still open is replaced.',
    params: place,
    body: z.object({ body, reason: z.string().check(z.trim(), z.minLength(2, '请写明为什么改。'), z.maxLength(300)) }),
    response: proposal,
    errors: [...STAFF, 'not_found', 'form_invalid', 'idempotency_key_reused']
  },
  showProposal: {
    method: 'GET',
    path: '/api/v1/desk/content-proposals/:proposalId',
    ids: { proposalId: 'staff' },
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'A proposal with its text, checked against what is in force now.',
    params: proposalId,
    response: z.object({ proposal, body: z.string(), checked }),
    errors: [...STAFF, 'not_found']
  },
  withdrawProposal: {
    method: 'POST',
    path: '/api/v1/desk/content-proposals/:proposalId/withdraw',
    ids: { proposalId: 'staff' },
    auth: 'staff:editor',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Take back a proposal of mine.',
    params: proposalId,
    response: proposal,
    errors: [...STAFF, 'not_found', 'conflict']
  },
  returnProposal: {
    method: 'POST',
    path: '/api/v1/desk/content-proposals/:proposalId/return',
    ids: { proposalId: 'staff' },
    auth: 'staff:publisher',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Give a proposal back to its author, with what is to be mended.',
    params: proposalId,
    body: z.object({ note: z.string().check(z.trim(), z.minLength(2, '请写明要改什么。'), z.maxLength(500)) }),
    response: proposal,
    errors: [...STAFF, 'not_found', 'conflict']
  },
  publishProposal: {
    method: 'POST',
    path: '/api/v1/desk/content-proposals/:proposalId/publish',
    ids: { proposalId: 'staff' },
    auth: 'staff:publisher',
    fresh: true,
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Publish somebody else’s proposal as it was looked at: this revision, over this version in force.',
    params: proposalId,
    body: z.object({ revision: z.int(), inForce }),
    response: release,
    errors: PUBLISH
  },
  rollbackContent: {
    method: 'POST',
    path: '/api/v1/desk/content/:kind/:contentId/rollback',
    ids: OF_PIECE,
    auth: 'staff:publisher',
    fresh: true,
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Put an earlier version in force again, as a new version; not one’s own words.',
    params: place,
    body: z.object({ version: z.int().check(z.positive()), inForce }),
    response: release,
    errors: PUBLISH
  }
})
