import type { DifferenceKind } from '@shared/contract/platform-desk'
import type { Db, Sql, Tx } from '../../../platform/db/db'
import { newId } from '../../../platform/new-id'
import type { FoundDifference, OurCase } from './compare-cases'

export interface DifferenceRow {
  id: string
  outer_id: string
  kind: DifferenceKind
  department: string
  ours: string | null
  theirs: string | null
  found_at: Date
  seen_at: Date
  tries: number
  tried_at: Date | null
  healed_at: Date | null
  healed_by: 'pulled' | 'delivered' | 'number' | 'closed' | 'itself' | null
  closed_reason: string | null
  /** of the case, where it is here */
  number: string | null
  service_name: string | null
}

/** A case of the platform's: one without a row of our own desk, and no 一件事, whose parts go their own ways. */
const THEIRS = `not exists (select 1 from services_desk_cases d where d.case_id = c.id)
  and not exists (select 1 from services_cases p where p.bundle_id = c.id)`
const COLUMNS = `c.id, c.service_id, c.state, c.delivery, c.receipt_no, c.updated_at,
  coalesce((select json_agg(e.event_id) from services_case_events e where e.case_id = c.id and e.by_department), '[]')
    as reported`

/** Open cases that go through the platform, handed in since. */
export const openPlatformCases = (sql: Sql, since: Date): Promise<OurCase[]> =>
  sql.query(
    `select ${COLUMNS} from services_cases c
     where c.state not in ('completed', 'refused', 'withdrawn') and c.submitted_at >= $1 and ${THEIRS}`,
    [since]
  )

/** The named ones, whatever their state. */
export const namedCases = (sql: Sql, ids: readonly string[]): Promise<OurCase[]> =>
  sql.query(`select ${COLUMNS} from services_cases c where c.id = any($1) and ${THEIRS}`, [ids])

/** Writes a difference down, or that it is still there; null = somebody at the desk has settled this very one. */
export async function seeDifference(
  sql: Sql,
  given: FoundDifference & { department: string; at: Date }
): Promise<DifferenceRow | null> {
  const [row] = await sql.query<DifferenceRow>(
    `insert into services_platform_differences (id, outer_id, kind, department, ours, theirs, found_at, seen_at)
     select $1, $2, $3, $4, $5, $6, $7, $7
     where not exists (select 1 from services_platform_differences
       where outer_id = $2 and kind = $3 and healed_by = 'closed'
         and ours is not distinct from $5 and theirs is not distinct from $6)
     on conflict (outer_id, kind) where healed_at is null do update
       set ours = excluded.ours, theirs = excluded.theirs, seen_at = excluded.seen_at
     returning *`,
    [newId(), given.outerId, given.kind, given.department, given.ours, given.theirs, given.at]
  )
  return row ?? null
}

export const tryToHeal = async (sql: Sql, id: string, at: Date): Promise<void> => {
  await sql.query('update services_platform_differences set tries = tries + 1, tried_at = $2 where id = $1', [id, at])
}

export const markHealed = async (sql: Sql, id: string, by: 'pulled' | 'number', at: Date): Promise<void> => {
  await sql.query(
    'update services_platform_differences set healed_at = $2, healed_by = $3 where id = $1 and healed_at is null',
    [id, at, by]
  )
}

/** Open differences that a complete comparison did not find any more; how many. */
export const healUnseen = async (sql: Sql, at: Date): Promise<number> =>
  (
    await sql.query(
      `update services_platform_differences
       set healed_at = $1, healed_by = case when tries > 0 then 'delivered' else 'itself' end
       where healed_at is null and seen_at < $1 returning id`,
      [at]
    )
  ).length

const LISTED = `select d.*, c.number, c.service_name from services_platform_differences d
  left join services_cases c on c.id = d.outer_id`

/** `department` null = of every one. */
export const openDifferences = (sql: Sql, department: string | null, limit: number): Promise<DifferenceRow[]> =>
  sql.query(
    `${LISTED} where d.healed_at is null and ($1::text is null or d.department = $1)
     order by d.found_at desc, d.id limit $2`,
    [department, limit]
  )

export const healedDifferences = (sql: Sql, department: string | null, limit: number): Promise<DifferenceRow[]> =>
  sql.query(
    `${LISTED} where d.healed_at is not null and ($1::text is null or d.department = $1)
     order by d.healed_at desc, d.id limit $2`,
    [department, limit]
  )

/** A person settles a difference that does not heal by itself; false = there is no such open one in their reach. */
export const closeDifference = async (
  tx: Tx,
  given: { id: string; department: string | null; kinds: readonly string[]; by: string; reason: string; at: Date }
): Promise<boolean> =>
  (
    await tx.query(
      `update services_platform_differences
       set healed_at = $5, healed_by = 'closed', closed_by = $3, closed_reason = $4
       where id = $1 and healed_at is null and ($2::text is null or department = $2) and kind = any($6) returning id`,
      [given.id, given.department, given.by, given.reason, given.at, given.kinds]
    )
  ).length > 0

export interface RunRow {
  at: Date
  outcome: 'done' | 'unavailable'
  facts: Record<string, number>
}

export const writeRun = async (sql: Sql, kind: 'cases' | 'items', run: RunRow): Promise<void> => {
  await sql.query('insert into services_platform_runs (kind, at, outcome, facts) values ($1, $2, $3, $4)', [
    kind,
    run.at,
    run.outcome,
    JSON.stringify(run.facts)
  ])
}

export const lastRun = async (sql: Sql, kind: 'cases' | 'items'): Promise<RunRow | null> =>
  (
    await sql.query<RunRow>(
      'select at, outcome, facts from services_platform_runs where kind = $1 order by seq desc limit 1',
      [kind]
    )
  )[0] ?? null

export const forgetRuns = async (db: Db, before: Date): Promise<void> => {
  await db.query('delete from services_platform_runs where at < $1', [before])
  await db.query('delete from services_platform_differences where healed_at < $1', [before])
}
