import * as z from 'zod/mini'
import { civilDay, id, instant, slug } from './parts'
import { routes } from './route'

/** The task queue of the desk: what staff have to do by hand, with owner and deadline. */
export const taskKind = z.enum([
  'review',
  'dispute',
  'correction',
  'prefill-dispute',
  'not-me',
  'parked',
  'overdue',
  'filing',
  'pledge',
  'pledge-mended',
  'owed',
  'rating-contact',
  'rating',
  'rating-check',
  'rating-overdue'
])
export const TASK_KINDS = {
  review: '人工核验',
  dispute: '查看异议',
  correction: '信息更正',
  'prefill-dispute': '登记信息有误',
  'not-me': '异常登录',
  parked: '办理中断',
  overdue: '办件超期',
  filing: '备案核对',
  pledge: '事后核查',
  'pledge-mended': '整改复查',
  owed: '材料逾期',
  'rating-contact': '差评联系',
  rating: '差评整改',
  'rating-check': '差评复核',
  'rating-overdue': '差评督办'
} as const satisfies Record<z.output<typeof taskKind>, string>

export const task = z.object({
  id,
  kind: taskKind,
  title: z.string(),
  department: slug,
  departmentName: z.string(),
  openedAt: instant,
  /** last day, counted in working days */
  dueDay: civilDay,
  overdue: z.boolean(),
  state: z.enum(['open', 'taken', 'decided']),
  owner: z.nullable(z.object({ id, name: z.string(), mine: z.boolean() })),
  decidedAt: z.nullable(instant)
})
export type Task = z.output<typeof task>

export const taskDetails = z.object({
  task,
  /** null = not shown: only its owner sees the matter itself, and each look is written to the citizen's ledger */
  subject: z.nullable(
    z.object({
      lines: z.array(z.object({ label: z.string(), value: z.string() })),
      files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })),
      decisions: z.array(z.object({ id: z.string(), label: z.string(), needsReason: z.boolean() }))
    })
  ),
  /** true = the matter is gone (an account was closed): nothing can be decided any more */
  gone: z.boolean()
})
export type TaskDetails = z.output<typeof taskDetails>

const taskId = z.object({ taskId: id })
const STAFF = ['sign_in_required', 'forbidden'] as const
const TASK = [...STAFF, 'not_found'] as const
const page = z.optional(z.string().check(z.regex(/^[1-9]\d{0,3}$/)))

export const tasksRoutes = routes({
  listTasks: {
    method: 'GET',
    path: '/api/v1/desk/tasks',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The queue of my department, soonest deadline first; `view` = open (default), mine or decided.',
    query: z.object({ view: z.optional(z.enum(['open', 'mine', 'decided'])), page }),
    response: z.object({ items: z.array(task), more: z.boolean(), open: z.int(), overdue: z.int() }),
    errors: STAFF
  },
  showTask: {
    method: 'GET',
    path: '/api/v1/desk/tasks/:taskId',
    ids: { taskId: 'staff' },
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'One task; its owner also sees the matter itself.',
    params: taskId,
    response: taskDetails,
    errors: TASK
  },
  takeTask: {
    method: 'POST',
    path: '/api/v1/desk/tasks/:taskId/take',
    ids: { taskId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Take a free task: I am its owner.',
    params: taskId,
    response: task,
    errors: [...TASK, 'conflict']
  },
  releaseTask: {
    method: 'POST',
    path: '/api/v1/desk/tasks/:taskId/release',
    ids: { taskId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Give a task of mine back to the queue.',
    params: taskId,
    response: task,
    errors: [...TASK, 'conflict']
  },
  showTaskFile: {
    method: 'GET',
    path: '/api/v1/desk/tasks/:taskId/files/:fileId',
    ids: { taskId: 'staff', fileId: 'staff' },
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'A file of the matter of a task of mine.',
    params: z.object({ taskId: id, fileId: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,80}$/)) }),
    response: 'file',
    errors: TASK
  },
  decideTask: {
    method: 'POST',
    path: '/api/v1/desk/tasks/:taskId/decision',
    ids: { taskId: 'staff' },
    auth: 'staff:any',
    fresh: true,
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Decide a task of mine; needs the second factor of the last five minutes.',
    params: taskId,
    body: z.object({
      decision: z.string().check(z.regex(/^[a-z][a-z-]{0,30}$/)),
      reason: z.string().check(z.trim(), z.maxLength(500))
    }),
    response: task,
    errors: [...TASK, 'fresh_check_required', 'conflict', 'form_invalid', 'idempotency_key_reused']
  }
})
