import type { Sql, Tx } from '../../../platform/db/db'

export interface OpinionRow {
  id: string
  case_id: string
  department: string
  /** staff id; null = the item names the department */
  asked_by: string | null
  asked_at: Date
  due_day: string
  question_sealed: string
  /** labels of the applicant's answers that stand in the question */
  reads: string[]
  answered_at: Date | null
  answered_by: string | null
  agrees: boolean | null
  words_sealed: string | null
}

export const insertOpinion = async (
  tx: Tx,
  row: Pick<
    OpinionRow,
    'id' | 'case_id' | 'department' | 'asked_by' | 'asked_at' | 'due_day' | 'question_sealed' | 'reads'
  >
): Promise<void> => {
  await tx.query(
    `insert into services_desk_opinions (id, case_id, department, asked_by, asked_at, due_day, question_sealed, reads)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.case_id, row.department, row.asked_by, row.asked_at, row.due_day, row.question_sealed, row.reads]
  )
}

export const opinionsOf = (sql: Sql, caseId: string) =>
  sql.query<OpinionRow>('select * from services_desk_opinions where case_id = $1 order by asked_at, id', [caseId])

/** What the department was asked; null = somebody else was. */
export const opinionOf = async (sql: Sql, department: string, opinionId: string): Promise<OpinionRow | null> =>
  (
    await sql.query<OpinionRow>('select * from services_desk_opinions where id = $1 and department = $2', [
      opinionId,
      department
    ])
  )[0] ?? null

/** Asked of a department: those it has to answer (of cases that still wait), or those it has answered. */
export const opinionsAskedOf = (sql: Sql, department: string, answered: boolean, limit: number) =>
  sql.query<OpinionRow>(
    `select o.* from services_desk_opinions o join services_desk_cases d on d.case_id = o.case_id
     where o.department = $1 and (o.answered_at is not null) = $2 and ($2 or d.due_day is not null)
     order by case when $2 then null else o.due_day end, o.asked_at desc limit $3`,
    [department, answered, limit]
  )

export const answerOpinion = async (
  tx: Tx,
  opinionId: string,
  given: { at: Date; by: string; agrees: boolean; wordsSealed: string }
): Promise<void> => {
  await tx.query(
    `update services_desk_opinions set answered_at = $2, answered_by = $3, agrees = $4, words_sealed = $5
     where id = $1`,
    [opinionId, given.at, given.by, given.agrees, given.wordsSealed]
  )
}

/** Days that are over without an answer, each told once. */
export const takeLateOpinions = (tx: Tx, today: string) =>
  tx.query<Pick<OpinionRow, 'case_id' | 'department' | 'due_day'> & { number: string }>(
    `update services_desk_opinions o set told = true from services_desk_cases d, services_cases c
     where d.case_id = o.case_id and c.id = o.case_id and d.due_day is not null and o.answered_at is null
       and not o.told and o.due_day < $1::date
     returning o.case_id, o.department, o.due_day, c.number`,
    [today]
  )
