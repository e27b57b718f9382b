import type { Sql } from '../../platform/db/db'

/** Every account of the person (or the one subject) behind an account, the main one first; itself when unknown. */
export async function samePerson(sql: Sql, citizenId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `with main as (select coalesce(merged_into, id) as id from identity_citizens where id = $1)
     select c.id from identity_citizens c, main where c.id = main.id or c.merged_into = main.id
     order by c.merged_into is not null, c.id`,
    [citizenId]
  )
  return rows.length > 0 ? rows.map((row) => row.id) : [citizenId]
}
