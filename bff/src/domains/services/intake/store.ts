import type { Presence } from '@shared/contract/intakes'
import type { Sql, Tx } from '../../../platform/db/db'

export interface IntakeRow {
  id: string
  service_id: string
  department: string
  staff_id: string
  /** the row with the key everything is sealed under until it is handed in */
  citizen_id: string
  presence: Presence
  person_sealed: string
  opened_at: Date
  expires_at: Date
  confirmed_by: 'signature' | 'sms' | null
  confirmed_digest: string | null
  /** the signature on paper; null = confirmed by a code */
  confirmed_file: string | null
  case_id: string | null
  /** what is filled in so far; null = nothing yet, or handed in */
  work_sealed: string | null
  work_revision: number
}

/** What an intake has from its beginning. */
export type BegunRow = Pick<
  IntakeRow,
  | 'id'
  | 'service_id'
  | 'department'
  | 'staff_id'
  | 'citizen_id'
  | 'presence'
  | 'person_sealed'
  | 'opened_at'
  | 'expires_at'
>

export const insertIntake = async (tx: Tx, row: BegunRow): Promise<void> => {
  await tx.query(
    `insert into services_intakes (id, service_id, department, staff_id, citizen_id, presence, person_sealed, opened_at,
       expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.service_id,
      row.department,
      row.staff_id,
      row.citizen_id,
      row.presence,
      row.person_sealed,
      row.opened_at,
      row.expires_at
    ]
  )
}

/** Only the clerk who began it goes on with it. */
export const intakeOf = async (sql: Sql, staffId: string, intakeId: string): Promise<IntakeRow | null> =>
  (
    await sql.query<IntakeRow>('select * from services_intakes where id = $1 and staff_id = $2', [intakeId, staffId])
  )[0] ?? null

/** The same, held until the transaction ends. */
export const lockIntake = async (tx: Tx, staffId: string, intakeId: string): Promise<IntakeRow | null> =>
  (
    await tx.query<IntakeRow>('select * from services_intakes where id = $1 and staff_id = $2 for update', [
      intakeId,
      staffId
    ])
  )[0] ?? null

/** What the clerk began last and has not handed in. */
export const openIntakeOf = async (sql: Sql, staffId: string, now: Date): Promise<IntakeRow | null> =>
  (
    await sql.query<IntakeRow>(
      `select * from services_intakes where staff_id = $1 and case_id is null and expires_at > $2
       order by opened_at desc limit 1`,
      [staffId, now]
    )
  )[0] ?? null

export const keepWork = async (tx: Tx, intakeId: string, work: { revision: number; sealed: string }): Promise<void> => {
  await tx.query('update services_intakes set work_sealed = $2, work_revision = $3 where id = $1', [
    intakeId,
    work.sealed,
    work.revision
  ])
}

/** The right code was given for exactly these answers. */
export const keepConfirmed = async (tx: Tx, intakeId: string, digest: string): Promise<void> => {
  await tx.query('update services_intakes set confirmed_digest = $2 where id = $1', [intakeId, digest])
}

/** It has become a case of the person; name and number stand there. */
export const closeIntake = async (
  tx: Tx,
  intakeId: string,
  done: { caseId: string; confirmedBy: 'signature' | 'sms'; fileId: string | null }
): Promise<void> => {
  await tx.query(
    `update services_intakes set case_id = $2, confirmed_by = $3, confirmed_file = $4, person_sealed = '',
       work_sealed = null
     where id = $1`,
    [intakeId, done.caseId, done.confirmedBy, done.fileId]
  )
}

/** The paper a case taken in at a window was confirmed with; none = by a code, or not at a window. */
export const signatureOf = async (sql: Sql, caseId: string): Promise<string[]> =>
  (
    await sql.query<{ id: string }>(
      'select confirmed_file as id from services_intakes where case_id = $1 and confirmed_file is not null',
      [caseId]
    )
  ).map((row) => row.id)

const dropPapers = async (tx: Tx, citizens: readonly string[]): Promise<string[]> =>
  (
    await tx.query<{ id: string }>('delete from services_files where citizen_id = any($1) returning id', [citizens])
  ).map((row) => row.id)

/** One that is given up; the ids of its files, whose bytes are left to the caller. */
export const dropIntake = async (tx: Tx, row: Pick<IntakeRow, 'id' | 'citizen_id'>): Promise<string[]> => {
  await tx.query('delete from services_intakes where id = $1', [row.id])
  return dropPapers(tx, [row.citizen_id])
}

/** Those nobody handed in before their time was over, with their files. */
export const dropExpiredIntakes = async (tx: Tx, now: Date): Promise<{ citizens: string[]; files: string[] }> => {
  const gone = await tx.query<{ citizen_id: string }>(
    'delete from services_intakes where case_id is null and expires_at < $1 returning citizen_id',
    [now]
  )
  const citizens = gone.map((row) => row.citizen_id)
  return { citizens, files: await dropPapers(tx, citizens) }
}
