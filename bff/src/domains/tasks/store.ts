import type { Sql, Tx } from '../../platform/db/db'
import type { TaskKind } from './port'

export interface TaskRow {
  id: string
  kind: TaskKind
  about_id: string
  department: string
  title: string
  opened_at: Date
  due_day: string
  owner_id: string | null
  decided_at: Date | null
}
const COLUMNS = 'id, kind, about_id, department, title, opened_at, due_day, owner_id, decided_at'

/** Whose tasks somebody may see: kinds by role, in one department or (null) in all. */
export interface TaskScope {
  kinds: TaskKind[]
  department: string | null
}
/** $1 and $2 of every question below */
const IN_SCOPE = 'kind = any($1) and ($2::text is null or department = $2)'
const scopeOf = ({ kinds, department }: TaskScope) => [kinds, department]

export const insertTask = async (
  tx: Tx,
  task: Pick<TaskRow, 'id' | 'kind' | 'about_id' | 'department' | 'title' | 'opened_at' | 'due_day'> & {
    /** the one with the fewest open tasks owns it from the beginning */
    candidates: readonly string[]
  }
): Promise<void> => {
  await tx.query(
    `with chosen as (
       select one, $6::timestamptz as at from unnest($8::text[]) one
       order by (select count(*) from tasks_queue where owner_id = one and decided_at is null), one limit 1)
     insert into tasks_queue (id, kind, about_id, department, title, opened_at, due_day, owner_id, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7, (select one from chosen), (select at from chosen))
     on conflict (kind, about_id) do nothing`,
    [task.id, task.kind, task.about_id, task.department, task.title, task.opened_at, task.due_day, task.candidates]
  )
}

export const openTasks = (sql: Sql, scope: TaskScope, owner: string | null, from: number, limit: number) =>
  sql.query<TaskRow>(
    `select ${COLUMNS} from tasks_queue where ${IN_SCOPE} and decided_at is null and ($3::text is null or owner_id = $3)
     order by due_day, id offset $4 limit $5`,
    [...scopeOf(scope), owner, from, limit]
  )

export const decidedTasks = (sql: Sql, scope: TaskScope, from: number, limit: number) =>
  sql.query<TaskRow>(
    `select ${COLUMNS} from tasks_queue where ${IN_SCOPE} and decided_at is not null
     order by decided_at desc, id offset $3 limit $4`,
    [...scopeOf(scope), from, limit]
  )

export const countOpen = async (sql: Sql, scope: TaskScope, today: string) =>
  (
    await sql.query<{ open: number; overdue: number }>(
      `select count(*)::int as open, count(*) filter (where due_day < $3::date)::int as overdue
       from tasks_queue where ${IN_SCOPE} and decided_at is null`,
      [...scopeOf(scope), today]
    )
  )[0] ?? { open: 0, overdue: 0 }

export const taskInScope = async (sql: Sql, scope: TaskScope, id: string): Promise<TaskRow | null> =>
  (
    await sql.query<TaskRow>(`select ${COLUMNS} from tasks_queue where ${IN_SCOPE} and id = $3`, [
      ...scopeOf(scope),
      id
    ])
  )[0] ?? null

/** Of two who take it at the same moment one gets it; who has it already keeps it. null = somebody else was first. */
export const takeFree = async (sql: Sql, id: string, owner: string, at: Date): Promise<TaskRow | null> =>
  (
    await sql.query<TaskRow>(
      `update tasks_queue set owner_id = $2, taken_at = coalesce(taken_at, $3)
       where id = $1 and decided_at is null and (owner_id is null or owner_id = $2) returning ${COLUMNS}`,
      [id, owner, at]
    )
  )[0] ?? null

export const giveBack = async (sql: Sql, id: string, owner: string): Promise<TaskRow | null> =>
  (
    await sql.query<TaskRow>(
      `update tasks_queue set owner_id = null, taken_at = null
       where id = $1 and owner_id = $2 and decided_at is null returning ${COLUMNS}`,
      [id, owner]
    )
  )[0] ?? null

export const freeAllOf = async (tx: Tx, owner: string): Promise<void> => {
  await tx.query('update tasks_queue set owner_id = null, taken_at = null where owner_id = $1 and decided_at is null', [
    owner
  ])
}

/** null = it is not the owner's any more, or decided. */
export const closeTask = async (
  tx: Tx,
  id: string,
  owner: string,
  decision: string,
  at: Date
): Promise<TaskRow | null> =>
  (
    await tx.query<TaskRow>(
      `update tasks_queue set decided_at = $4, decision = $3
       where id = $1 and owner_id = $2 and decided_at is null returning ${COLUMNS}`,
      [id, owner, decision, at]
    )
  )[0] ?? null

export const keepReason = async (tx: Tx, kind: TaskKind, aboutId: string, sealed: string): Promise<void> => {
  await tx.query('update tasks_queue set reason_sealed = $3 where kind = $1 and about_id = $2', [kind, aboutId, sealed])
}

export const forgetDecided = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from tasks_queue where decided_at < $1', [before])
}
