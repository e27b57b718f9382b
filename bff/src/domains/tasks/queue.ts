import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../platform/db/db'
import type { StaffCaller } from '../../platform/http/caller'
import { isRefused, refuse } from '../../platform/http/refused'
import type { Ledger } from '../ledger/port'
import type { StaffDirectory } from '../staff/port'
import type { TaskKind, TaskSubject } from './port'
import {
  closeTask,
  countOpen,
  decidedTasks,
  giveBack,
  openTasks,
  type TaskRow,
  type TaskScope,
  takeFree,
  taskInScope
} from './store'

const PAGE = 30
/** Kept as the decision of a task whose matter went away (an account was closed). */
const GONE = 'gone'

const RATINGS = ['rating-contact', 'rating', 'rating-check', 'rating-overdue'] as const
/** Which roles work on which kind. The three administrators do no department's business; a strange sign-in is for security. */
const SEEN_BY = {
  clerk: [
    ...(['review', 'dispute', 'correction', 'prefill-dispute', 'not-me', 'parked', 'owed', 'filing'] as const),
    ...(['pledge', 'pledge-mended'] as const),
    ...RATINGS
  ],
  // where a department has no head, its reviewers see that a promise was broken
  reviewer: ['review', 'dispute', 'correction', 'prefill-dispute', 'overdue', ...RATINGS],
  head: ['overdue'],
  security: ['not-me']
} as const satisfies Record<string, readonly TaskKind[]>

const kindsOf = (roles: readonly string[]): TaskKind[] => [
  ...new Set(Object.entries(SEEN_BY).flatMap(([role, kinds]): TaskKind[] => (roles.includes(role) ? [...kinds] : [])))
]

/** Business roles see their department; the security administrator answers for the whole district. */
const scopeOf = ({ roles, department }: StaffCaller): TaskScope => ({
  kinds: kindsOf(roles),
  department: roles.includes('security') ? null : department
})

interface Deps {
  db: Db
  clock: Clock
  ledger: Ledger
  staff: StaffDirectory
  departmentName(id: string): string
  subjects: Partial<Record<TaskKind, TaskSubject>>
}

type Shown = NonNullable<Awaited<ReturnType<TaskSubject['show']>>>

/** The task queue of the desk: whose turn, until when; the matter itself is shown by the domain behind the kind. */
export function makeTaskQueue({ db, clock, ledger, staff, departmentName, subjects }: Deps) {
  const view = async (rows: TaskRow[], staffId: string) => {
    const names = await staff.names(db, [...new Set(rows.flatMap(({ owner_id }) => owner_id ?? []))])
    return rows.map((row) => ({
      row,
      departmentName: departmentName(row.department),
      overdue: row.decided_at === null && row.due_day < clock.today(),
      owner: row.owner_id
        ? { id: row.owner_id, name: names.get(row.owner_id) ?? '已停用的账号', mine: row.owner_id === staffId }
        : null
    }))
  }
  const viewOne = async (row: TaskRow, staffId: string) => {
    const [one] = await view([row], staffId)
    return one ?? refuse('not_found')
  }
  /** A task of the caller's own, or a refusal; others in the department see only that it exists. */
  const mine = async (sql: Sql, caller: StaffCaller, id: string) => {
    const row = await taskInScope(sql, scopeOf(caller), id)
    if (!row) return refuse('not_found')
    return row.owner_id === caller.staffId && !row.decided_at ? row : refuse('conflict')
  }
  const writeDown = async (sql: Sql, caller: StaffCaller, { ownerId, purpose, fields }: Shown) => {
    if (fields.length === 0) return
    const name = await staff.publicName(sql, caller.staffId)
    await ledger.record(sql, { ownerId, reader: { kind: 'staff', id: caller.staffId, name }, purpose, fields })
  }
  /** Shown and written down, or neither. A matter that is gone leaves nothing to decide: its task is closed. */
  const look = (caller: StaffCaller, row: TaskRow) =>
    db.tx(async (tx) => {
      const shown = (await subjects[row.kind]?.show(tx, row.about_id)) ?? null
      if (shown) await writeDown(tx, caller, shown)
      else await closeTask(tx, row.id, caller.staffId, GONE, clock.now())
      return shown
    })

  const decide = async (tx: Tx, caller: StaffCaller, id: string, given: { decision: string; reason: string }) => {
    const row = await mine(tx, caller, id)
    if (!('about_id' in row)) return row
    const subject = subjects[row.kind]
    const wanted = subject?.decisions.find((one) => one.id === given.decision)
    if (!subject || !wanted) return refuse('conflict')
    if (wanted.needsReason && given.reason.length < 2) return refuse('form_invalid', { reason: '请写明理由。' })
    const by = { staffId: caller.staffId, publicName: await staff.publicName(tx, caller.staffId) }
    const closed = await closeTask(tx, id, caller.staffId, given.decision, clock.now())
    const decided = closed && (await subject.decide(tx, row.about_id, given.decision, given.reason, by))
    if (isRefused(decided)) return decided
    return closed && decided ? closed : refuse('conflict')
  }

  return {
    list: async (caller: StaffCaller, which: 'open' | 'mine' | 'decided', page: number) => {
      const scope = scopeOf(caller)
      const from = (page - 1) * PAGE
      const rows =
        which === 'decided'
          ? await decidedTasks(db, scope, from, PAGE + 1)
          : await openTasks(db, scope, which === 'mine' ? caller.staffId : null, from, PAGE + 1)
      return {
        items: await view(rows.slice(0, PAGE), caller.staffId),
        more: rows.length > PAGE,
        ...(await countOpen(db, scope, clock.today()))
      }
    },
    show: async (caller: StaffCaller, id: string) => {
      const row = await taskInScope(db, scopeOf(caller), id)
      const task = row && (await viewOne(row, caller.staffId))
      if (!row || !task || !('row' in task)) return refuse('not_found')
      if (!task.owner?.mine || row.decided_at) return { task, subject: null, gone: false }
      const shown = await look(caller, row)
      const decisions = subjects[row.kind]?.decisions ?? []
      return { task, subject: shown && { ...shown, decisions }, gone: shown === null }
    },
    file: async (caller: StaffCaller, id: string, fileId: string) => {
      const row = await mine(db, caller, id)
      // whose task it is not, for them there is no such file
      if (!('about_id' in row)) return refuse('not_found')
      const subject = subjects[row.kind]
      return db.tx(async (tx) => {
        const shown = await subject?.show(tx, row.about_id)
        const listed = shown?.files.find((file) => file.id === fileId)
        const file = listed && (await subject?.file?.(tx, row.about_id, fileId))
        if (!shown || !file) return refuse('not_found')
        await writeDown(tx, caller, {
          ...shown,
          fields: [`文件：${listed.type === 'application/pdf' ? 'PDF' : '照片'}`]
        })
        return file
      })
    },
    /** Refused: not_found, forbidden (the matter bars this person), conflict (somebody else was first). */
    take: async (caller: StaffCaller, id: string) => {
      const row = await taskInScope(db, scopeOf(caller), id)
      if (!row) return refuse('not_found')
      const barred = (await subjects[row.kind]?.barred?.(db, row.about_id)) ?? []
      if (barred.includes(caller.staffId)) return refuse('forbidden')
      const taken = await takeFree(db, id, caller.staffId, clock.now())
      return taken ? viewOne(taken, caller.staffId) : refuse('conflict')
    },
    release: async (caller: StaffCaller, id: string) => {
      if (!(await taskInScope(db, scopeOf(caller), id))) return refuse('not_found')
      const given = await giveBack(db, id, caller.staffId)
      return given ? viewOne(given, caller.staffId) : refuse('conflict')
    },
    /** In the transaction of the call; a matter that was decided elsewhere is a conflict and nothing is kept. */
    decide,
    /** What the route answers after a decision: no other transaction may be open on it. */
    afterDecision: (row: TaskRow) => ({
      row,
      departmentName: departmentName(row.department),
      overdue: false,
      owner: null
    })
  }
}
export type TaskQueue = ReturnType<typeof makeTaskQueue>
export type TaskView = Awaited<ReturnType<TaskQueue['list']>>['items'][number]
