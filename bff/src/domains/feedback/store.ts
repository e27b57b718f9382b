import type { MendingState, RatingLevel } from '@shared/contract/feedback'
import type { Sql, Tx } from '../../platform/db/db'
import type { MendingAct } from './mending-rules'
import type { Rateable } from './port'

/**
 * Words no clerk reads: not judged by WeChat yet (waiting), or found unfit; unjudged = nobody can ask, they are read as such;
 * null = free to read.
 */
export type Held = 'waiting' | 'unfit' | 'unjudged' | null

export interface RatingRow {
  id: string
  case_id: string | null
  visit_id: string | null
  owner_id: string | null
  service_id: string
  service_name: string
  department: string
  level: RatingLevel
  reasons: string[]
  text_sealed: string | null
  text_held: Held
  rated_at: Date
}

export interface MendingRow {
  rating_id: string
  state: MendingState
  department: string | null
  due_day: string | null
  turn: number
  overdue_turn: number | null
  mended_by: string[]
  /** staff who had the case or visit in hand */
  handled_by: string[]
  contested: boolean
}

/** What a step can be: an act, or what the clock and the office add. */
export type StepWhat = 'rated' | MendingAct | 'overdue' | 'urged'

export interface StepRow {
  position: number
  what: StepWhat
  at: Date
  note_sealed: string | null
  note_held: Held
}

/** False = it has a rating already. */
export const insertRating = async (tx: Tx, row: RatingRow): Promise<boolean> =>
  (
    await tx.query(
      `insert into feedback_ratings (id, case_id, visit_id, owner_id, service_id, service_name, department, level,
         reasons, text_sealed, text_held, rated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
      [
        row.id,
        row.case_id,
        row.visit_id,
        row.owner_id,
        row.service_id,
        row.service_name,
        row.department,
        row.level,
        JSON.stringify(row.reasons),
        row.text_sealed,
        row.text_held,
        row.rated_at
      ]
    )
  ).length > 0

/** Only after it was found that the case or visit is the caller's. */
export const ratingOf = async (sql: Sql, { kind, id }: Pick<Rateable, 'kind' | 'id'>): Promise<RatingRow | null> =>
  (await sql.query<RatingRow>(`select * from feedback_ratings where ${kind}_id = $1`, [id]))[0] ?? null

export const ratingById = async (sql: Sql, id: string): Promise<RatingRow | null> =>
  (await sql.query<RatingRow>('select * from feedback_ratings where id = $1', [id]))[0] ?? null

export const ratingsOf = (sql: Sql, ownerIds: readonly string[]) =>
  sql.query<RatingRow>('select * from feedback_ratings where owner_id = any($1) order by rated_at', [ownerIds])

export const insertMending = async (tx: Tx, row: MendingRow): Promise<void> => {
  await tx.query(
    `insert into feedback_mendings (rating_id, state, department, due_day, turn, overdue_turn, mended_by, contested,
       handled_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.rating_id,
      row.state,
      row.department,
      row.due_day,
      row.turn,
      row.overdue_turn,
      JSON.stringify(row.mended_by),
      row.contested,
      JSON.stringify(row.handled_by)
    ]
  )
}

export const mendingOf = async (sql: Sql, ratingId: string): Promise<MendingRow | null> =>
  (await sql.query<MendingRow>('select * from feedback_mendings where rating_id = $1', [ratingId]))[0] ?? null

/** The same, held until the transaction ends: two acts on one rating wait for each other. */
export const lockMending = async (tx: Tx, ratingId: string): Promise<MendingRow | null> =>
  (await tx.query<MendingRow>('select * from feedback_mendings where rating_id = $1 for update', [ratingId]))[0] ?? null

export const changeMending = async (tx: Tx, row: MendingRow): Promise<void> => {
  await tx.query(
    `update feedback_mendings set state = $2, department = $3, due_day = $4, turn = $5, overdue_turn = $6,
       mended_by = $7, contested = $8 where rating_id = $1`,
    [
      row.rating_id,
      row.state,
      row.department,
      row.due_day,
      row.turn,
      row.overdue_turn,
      JSON.stringify(row.mended_by),
      row.contested
    ]
  )
}

/** Ratings whose turn is over and has not been dealt with as such. */
export const overdueRatings = async (sql: Sql, today: string): Promise<string[]> =>
  (
    await sql.query<{ rating_id: string }>(
      `select rating_id from feedback_mendings
       where due_day < $1::date and (overdue_turn is null or overdue_turn < turn) order by due_day limit 500`,
      [today]
    )
  ).map((row) => row.rating_id)

export const insertStep = async (
  tx: Tx,
  ratingId: string,
  step: Omit<StepRow, 'position'> & { by_staff: string | null }
): Promise<void> => {
  await tx.query(
    `insert into feedback_steps (rating_id, position, what, at, note_sealed, note_held, by_staff)
     values ($1, (select count(*) + 1 from feedback_steps where rating_id = $1), $2, $3, $4, $5, $6)`,
    [ratingId, step.what, step.at, step.note_sealed, step.note_held, step.by_staff]
  )
}

export const stepsOf = (sql: Sql, ratingId: string) =>
  sql.query<StepRow>(
    'select position, what, at, note_sealed, note_held from feedback_steps where rating_id = $1 order by position',
    [ratingId]
  )

/** What WeChat said of words that waited; `position` of the step, null = the words of the rating itself. */
export const judgeHeld = async (
  tx: Tx,
  { ratingId, position }: { ratingId: string; position: number | null },
  held: Exclude<Held, 'waiting'>
): Promise<void> => {
  if (position === null)
    await tx.query(`update feedback_ratings set text_held = $2 where id = $1 and text_held = 'waiting'`, [
      ratingId,
      held
    ])
  else
    await tx.query(
      `update feedback_steps set note_held = $3 where rating_id = $1 and position = $2 and note_held = 'waiting'`,
      [ratingId, position, held]
    )
}

/** What the desk may read: neither owner nor case nor visit. */
export type BadRow = Pick<RatingRow, 'id' | 'service_name' | 'department' | 'level' | 'reasons' | 'rated_at'> &
  Pick<MendingRow, 'state' | 'due_day'> & { turn_department: string | null }

/** Who looks: the department they look at (null = all), and who they are, for whom their own cases are left out. */
export interface Looking {
  department: string | null
  staffId: string
}
const IN_SIGHT = '($1::text is null or r.department = $1) and not (m.handled_by ? $2)'

export const badRatings = (sql: Sql, { department, staffId }: Looking, from: number, limit: number) =>
  sql.query<BadRow>(
    `select r.id, r.service_name, r.department, r.level, r.reasons, r.rated_at, m.state, m.due_day,
       m.department as turn_department
     from feedback_mendings m join feedback_ratings r on r.id = m.rating_id
     where ${IN_SIGHT} order by r.rated_at desc, r.id offset $3 limit $4`,
    [department, staffId, from, limit]
  )

export const countBad = async (sql: Sql, { department, staffId }: Looking, today: string) =>
  (
    await sql.query<{ open: number; overdue: number }>(
      `select count(*) filter (where m.state <> 'closed')::int as open,
         count(*) filter (where m.due_day < $3::date)::int as overdue
       from feedback_mendings m join feedback_ratings r on r.id = m.rating_id
       where ${IN_SIGHT}`,
      [department, staffId, today]
    )
  )[0] ?? { open: 0, overdue: 0 }

export interface CountRow {
  department: string
  service_id: string
  service_name: string
  level: RatingLevel
  count: number
}

export const countRatings = (sql: Sql, department: string | null, from: Date, until: Date) =>
  sql.query<CountRow>(
    `select department, service_id, max(service_name) as service_name, level, count(*)::int as count
     from feedback_ratings
     where rated_at >= $2 and rated_at < $3 and ($1::text is null or department = $1)
     group by department, service_id, level`,
    [department, from, until]
  )

/** Takes the person out: level, reasons and month stay as a count, everything said and done since goes. */
export const forgetRater = async (tx: Tx, ownerId: string): Promise<void> => {
  const theirs = 'in (select id from feedback_ratings where owner_id = $1)'
  await tx.query(`delete from feedback_steps where rating_id ${theirs}`, [ownerId])
  await tx.query(`delete from feedback_mendings where rating_id ${theirs}`, [ownerId])
  await tx.query(
    `update feedback_ratings set case_id = null, visit_id = null, owner_id = null, text_sealed = null, text_held = null,
       rated_at = date_trunc('month', rated_at, 'Asia/Shanghai') where owner_id = $1`,
    [ownerId]
  )
}
