import type { DeskCaseView } from '@shared/contract/desk-cases'
import type { Sql, Tx } from '../../../platform/db/db'
import type { CaseRow } from '../case-store'
import type { DeskState } from './transitions'

export interface DeskRow {
  case_id: string
  department: string
  handler_id: string | null
  due_day: string | null
  legal_day: string | null
  paused_on: string | null
  paused_until: string | null
  pause_reason_sealed: string | null
  open_fields: string[]
  asked_fields: string[] | null
  told_day: string | null
  handed_at: Date | null
  result_files: string[]
  proposed_by: string | null
  proposed_act: 'complete' | 'refuse' | null
  proposal_sealed: string | null
  awaiting: string[]
  charged_on: string | null
  fee_paid: boolean
  receipt_sealed: string | null
  pay_how_sealed: string | null
}

/** The two rows of a case as the machine knows it. */
export const deskStateOf = (found: CaseRow, row: DeskRow): DeskState => ({
  state: found.state,
  handler: row.handler_id,
  due: row.due_day,
  // before 受理 the row of the case holds an estimate
  promised: found.accepted_at ? found.promised_day : null,
  legal: row.legal_day,
  paused: row.paused_on && row.paused_until ? { on: row.paused_on, until: row.paused_until } : null,
  open: row.open_fields,
  asked: row.asked_fields,
  told: row.told_day,
  proposal: row.proposed_by && row.proposed_act ? { by: row.proposed_by, act: row.proposed_act } : null,
  awaiting: row.awaiting,
  charged: row.charged_on,
  paid: row.fee_paid
})

export const insertDesk = async (tx: Tx, caseId: string, department: string, due: string | null): Promise<void> => {
  await tx.query('insert into services_desk_cases (case_id, department, due_day) values ($1, $2, $3)', [
    caseId,
    department,
    due
  ])
}

/** null = the case goes through a department's own system. */
export const deskRow = async (sql: Sql, caseId: string): Promise<DeskRow | null> =>
  (await sql.query<DeskRow>('select * from services_desk_cases where case_id = $1', [caseId]))[0] ?? null

export const saveDesk = async (
  tx: Tx,
  caseId: string,
  desk: DeskState,
  pauseReasonSealed: string | null
): Promise<void> => {
  await tx.query(
    `update services_desk_cases set handler_id = $2, due_day = $3, legal_day = $4, paused_on = $5, paused_until = $6,
       pause_reason_sealed = $7, open_fields = $8, asked_fields = $9, told_day = $10, proposed_by = $11, proposed_act = $12,
       proposal_sealed = case when $11::text is null then null else proposal_sealed end, awaiting = $13, charged_on = $14,
       fee_paid = $15 where case_id = $1`,
    [
      caseId,
      desk.handler,
      desk.due,
      desk.legal,
      desk.paused?.on ?? null,
      desk.paused?.until ?? null,
      desk.paused ? pauseReasonSealed : null,
      JSON.stringify(desk.open),
      desk.asked ? JSON.stringify(desk.asked) : null,
      desk.told,
      desk.proposal?.by ?? null,
      desk.proposal?.act ?? null,
      JSON.stringify(desk.awaiting),
      desk.charged,
      desk.paid
    ]
  )
}

/** The department has it from now on; the first time counts. */
export const handedOver = async (sql: Sql, caseId: string, at: Date) =>
  (
    await sql.query<{ number: string; handed_at: Date }>(
      `update services_desk_cases d set handed_at = coalesce(d.handed_at, $2) from services_cases c
       where d.case_id = $1 and c.id = d.case_id returning c.number, d.handed_at`,
      [caseId, at]
    )
  )[0] ?? null

export const keepResultFiles = async (tx: Tx, caseId: string, fileIds: readonly string[]): Promise<void> => {
  await tx.query('update services_desk_cases set result_files = $2 where case_id = $1', [
    caseId,
    JSON.stringify(fileIds)
  ])
}

export const keepProposal = async (tx: Tx, caseId: string, sealed: string): Promise<void> => {
  await tx.query('update services_desk_cases set proposal_sealed = $2 where case_id = $1', [caseId, sealed])
}

export const keepReceipt = async (tx: Tx, caseId: string, sealed: string): Promise<void> => {
  await tx.query('update services_desk_cases set receipt_sealed = $2 where case_id = $1', [caseId, sealed])
}

/** Where the words on how to pay are sealed for. */
export const payHowPlace = (caseId: string) => `services_desk_cases.pay_how:${caseId}`

export const keepPayHow = async (tx: Tx, caseId: string, sealed: string): Promise<void> => {
  await tx.query('update services_desk_cases set pay_how_sealed = $2 where case_id = $1', [caseId, sealed])
}

export interface DeskActRow {
  seq: number
  act: string
  staff_id: string | null
  at: Date
  note_sealed: string | null
}

export const writeAct = async (
  tx: Tx,
  caseId: string,
  given: { act: string; staffId: string | null; at: Date; noteSealed: string | null }
): Promise<void> => {
  await tx.query(
    'insert into services_desk_acts (case_id, act, staff_id, at, note_sealed) values ($1, $2, $3, $4, $5)',
    [caseId, given.act, given.staffId, given.at, given.noteSealed]
  )
}

export const actsOf = (sql: Sql, caseId: string) =>
  sql.query<DeskActRow>('select * from services_desk_acts where case_id = $1 order by seq', [caseId])

/** Everybody who did something in the case, or in a part of it. */
export const handlersOf = async (sql: Sql, caseId: string): Promise<string[]> =>
  (
    await sql.query<{ staff_id: string }>(
      `select distinct a.staff_id from services_desk_acts a join services_cases c on c.id = a.case_id
       where (c.id = $1 or c.bundle_id = $1) and a.staff_id is not null`,
      [caseId]
    )
  ).map((row) => row.staff_id)

/** Open cases in which the clock has something to do: a day is over that nobody was told about, or a pause. */
export const dueCases = async (sql: Sql, today: string): Promise<string[]> =>
  (
    await sql.query<{ case_id: string }>(
      `select case_id from services_desk_cases
       where due_day < $1::date and (told_day is distinct from due_day or paused_until is not null)
       order by due_day limit 200`,
      [today]
    )
  ).map((row) => row.case_id)

/** Somebody has left: what they worked on is the department's again. */
export const freeCasesOf = async (tx: Tx, staffId: string): Promise<void> => {
  await tx.query('update services_desk_cases set handler_id = null where handler_id = $1 and due_day is not null', [
    staffId
  ])
}

export interface WantedDeskCases {
  department: string
  staffId: string
  view: DeskCaseView
  service: string | null
  number: string | null
  today: string
}

/** $1 department, $2 staff id, $3 today; a view that asks for neither leaves their types to the question itself */
const IN_VIEW = {
  open: 'd.due_day is not null',
  mine: 'd.due_day is not null and d.handler_id = $2',
  free: 'd.due_day is not null and d.handler_id is null',
  overdue: "d.due_day < $3::date and c.state not in ('correction', 'payment')",
  waiting: "d.due_day is not null and (c.state in ('correction', 'payment') or d.paused_on is not null)",
  closed: 'd.due_day is null'
} as const satisfies Record<DeskCaseView, string>

const OF_DEPARTMENT = 'd.department = $1 and d.handed_at is not null'

export const deskPage = (sql: Sql, wanted: WantedDeskCases, from: number, limit: number) =>
  sql.query<CaseRow>(
    `select c.* from services_desk_cases d join services_cases c on c.id = d.case_id
     where ${OF_DEPARTMENT} and ($2::text is not null and $3::date is not null) and ${IN_VIEW[wanted.view]}
       and ($4::text is null or c.service_id = $4) and ($5::text is null or c.number = $5)
     order by (d.due_day is null), (c.state in ('correction', 'payment') or d.paused_on is not null), d.due_day, d.legal_day nulls last,
       case when d.due_day is null then -c.seq else c.seq end
     offset $6 limit $7`,
    [wanted.department, wanted.staffId, wanted.today, wanted.service, wanted.number, from, limit]
  )

export const deskCounts = async (sql: Sql, department: string, today: string) =>
  (
    await sql.query<{ open: number; overdue: number }>(
      `select count(*)::int as open,
         count(*) filter (where d.due_day < $2::date and c.state not in ('correction', 'payment'))::int as overdue
       from services_desk_cases d join services_cases c on c.id = d.case_id
       where ${OF_DEPARTMENT} and d.due_day is not null`,
      [department, today]
    )
  )[0] ?? { open: 0, overdue: 0 }

export interface MendRow {
  event_id: string
  asked_at: Date
  mended_at: Date | null
  items_sealed: string
}

export const mendsOf = (sql: Sql, caseId: string) =>
  sql.query<MendRow>('select * from services_desk_mends where case_id = $1 order by asked_at', [caseId])

export const insertMend = async (tx: Tx, caseId: string, row: Omit<MendRow, 'mended_at'>): Promise<void> => {
  await tx.query(
    'insert into services_desk_mends (case_id, event_id, asked_at, items_sealed) values ($1, $2, $3, $4)',
    [caseId, row.event_id, row.asked_at, row.items_sealed]
  )
}

export const closeMend = async (tx: Tx, caseId: string, row: MendRow): Promise<void> => {
  await tx.query(
    'update services_desk_mends set mended_at = $3, items_sealed = $4 where case_id = $1 and event_id = $2',
    [caseId, row.event_id, row.mended_at, row.items_sealed]
  )
}
