import * as z from 'zod/mini'
import { done, id, instant, slug } from './parts'
import { routes } from './route'

/** 渝快办对接: what the acceptance platform says beside what we say, about cases and about the directory of items. */

const differenceKind = z.enum([
  'missing-there',
  'missing-here',
  'lost-receipt',
  'behind',
  'lost-supplement',
  'receipt-number',
  'ahead',
  'unknown-state'
])
export type DifferenceKind = z.output<typeof differenceKind>
export const DIFFERENCE_KINDS = {
  'missing-there': '渝快办没有这个办件',
  'missing-here': '这里没有这个办件',
  'lost-receipt': '收件回执没有收到',
  behind: '办理进度没有收到',
  'lost-supplement': '补正没有送到',
  'receipt-number': '受理编号不一样',
  ahead: '这里比渝快办走得快',
  'unknown-state': '渝快办的状态无法识别'
} as const satisfies Record<DifferenceKind, string>

/** Nothing we can do by ourselves: a member of staff asks the platform and closes it with a reason. */
export const HEALED_BY_STAFF = ['missing-here', 'ahead', 'unknown-state'] as const satisfies readonly DifferenceKind[]

const healedBy = z.enum(['pulled', 'delivered', 'number', 'closed', 'itself'])
export const HEALED_BY = {
  pulled: '已补取进度',
  delivered: '已重新送达',
  number: '已更正编号',
  closed: '人工处理',
  itself: '自行恢复'
} as const satisfies Record<z.output<typeof healedBy>, string>

const difference = z.object({
  id,
  kind: differenceKind,
  /** 办件编号; the platform's 外部编号 where there is no such case here */
  number: z.string(),
  serviceName: z.nullable(z.string()),
  /** states in words */
  ours: z.string(),
  theirs: z.string(),
  foundAt: instant,
  /** how often it was tried to heal it */
  tries: z.int(),
  healedAt: z.nullable(instant),
  healedBy: z.nullable(healedBy),
  closedReason: z.nullable(z.string()),
  closable: z.boolean()
})
export type PlatformDifference = z.output<typeof difference>

/** One time the platform was asked; facts by name: ours, theirs, found, healed, items. */
const run = z.object({
  at: instant,
  outcome: z.enum(['done', 'unavailable']),
  facts: z.record(z.string(), z.int())
})
export type PlatformRun = z.output<typeof run>

const itemChange = z.object({
  kind: z.enum(['new', 'withdrawn', 'renamed', 'promise', 'version']),
  here: z.string(),
  there: z.string()
})
export type ItemChange = z.output<typeof itemChange>
export const ITEM_CHANGES = {
  new: '渝快办新增',
  withdrawn: '渝快办停办',
  renamed: '名称不同',
  promise: '承诺时限不同',
  version: '渝快办有新版本'
} as const satisfies Record<ItemChange['kind'], string>

const item = z.object({
  itemCode: z.string(),
  itemName: z.string(),
  department: z.string(),
  serviceId: z.nullable(slug),
  serviceName: z.nullable(z.string()),
  changes: z.array(itemChange),
  /** when we saw the platform change; null = it never listed the item */
  changedAt: z.nullable(instant),
  /** a proposal to the second person can mend it */
  proposable: z.boolean(),
  /** why somebody left it as it is; null = nobody has looked yet */
  noted: z.nullable(z.string())
})
export type PlatformItem = z.output<typeof item>

const STAFF = ['sign_in_required', 'forbidden'] as const
const itemCode = z.object({ itemCode: z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/)) })
const reason = z.string().check(z.trim(), z.minLength(2, '请写明理由。'), z.maxLength(300))

export const platformDeskRoutes = routes({
  listDifferences: {
    method: 'GET',
    path: '/api/v1/desk/platform/differences',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Where the platform and we differ about cases of my department: open ones, and those healed lately.',
    response: z.object({ last: z.nullable(run), open: z.array(difference), healed: z.array(difference) }),
    errors: STAFF
  },
  reconcileNow: {
    method: 'POST',
    path: '/api/v1/desk/platform/differences/compare',
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Compare all cases with the platform now, as every 15 minutes; lost reports and hand-overs are healed.',
    response: run,
    errors: STAFF
  },
  closeDifference: {
    method: 'POST',
    path: '/api/v1/desk/platform/differences/:differenceId/close',
    ids: { differenceId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Settle by hand a difference that does not heal by itself, with a reason.',
    params: z.object({ differenceId: id }),
    body: z.object({ reason }),
    response: done,
    errors: [...STAFF, 'not_found']
  },
  listPlatformItems: {
    method: 'GET',
    path: '/api/v1/desk/platform/items',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Where the platform’s directory of items and the content in force differ; for editors and publishers.',
    response: z.object({ last: z.nullable(run), items: z.array(item) }),
    errors: STAFF
  },
  syncItemsNow: {
    method: 'POST',
    path: '/api/v1/desk/platform/items/sync',
    auth: 'staff:editor',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Ask the platform for its directory of items now, as every day.',
    response: run,
    errors: STAFF
  },
  proposeItem: {
    method: 'POST',
    path: '/api/v1/desk/platform/items/:itemCode/proposal',
    ids: { itemCode: 'content' },
    auth: 'staff:editor',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Send the text of our item, changed to what the directory says, to the second person.',
    params: itemCode,
    response: z.object({ proposalId: id }),
    errors: [...STAFF, 'not_found', 'conflict', 'form_invalid', 'idempotency_key_reused']
  },
  noteItem: {
    method: 'POST',
    path: '/api/v1/desk/platform/items/:itemCode/note',
    ids: { itemCode: 'content' },
    auth: 'staff:editor',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Leave the differences of an item as they are, with a reason; other ones are shown again.',
    params: itemCode,
    body: z.object({ reason }),
    response: done,
    errors: [...STAFF, 'not_found', 'conflict']
  }
})
