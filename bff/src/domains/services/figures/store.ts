import type { Sql } from '../../../platform/db/db'

/** Cases that were accepted and have ended with a result, and those of them by their promised day; a 一件事 counts by its parts. */
export const countOnTime = async (sql: Sql): Promise<{ part: number; whole: number }> => {
  const [row] = await sql.query<{ part: number; whole: number }>(
    `select count(*)::int as whole,
       count(*) filter (where (e.at at time zone 'Asia/Shanghai')::date <= c.promised_day)::int as part
     from services_cases c
     join (select case_id, min(at) as at from services_case_events where state = 'completed' group by case_id) e
       on e.case_id = c.id
     where c.state = 'completed' and c.accepted_at is not null and c.promised_day is not null
       and not exists (select 1 from services_cases p where p.bundle_id = c.id)`
  )
  return row ?? { part: 0, whole: 0 }
}
