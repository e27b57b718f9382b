import type { Sql } from '../db/db'

/** The migrations themselves are applied anew on the way back, so their table is not copied. */
const LEFT_OUT = 'platform_migrations'

/** Every table of ours, by name. */
export const tableNames = async (sql: Sql): Promise<string[]> =>
  (
    await sql.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> $1 order by table_name`,
      [LEFT_OUT]
    )
  ).map((row) => row.name)

export interface ForeignKey {
  table: string
  name: string
  definition: string
}

export const foreignKeys = (sql: Sql) =>
  sql.query<ForeignKey>(
    `select c.conrelid::regclass::text as "table", c.conname as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by 1, 2`
  )

/** Identity columns go on after the highest number that came back. */
export const identityColumns = (sql: Sql) =>
  sql.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = 'public' and is_identity = 'YES'`
  )

/** A name as SQL takes it; ours are plain words, anything else is a defect. */
export function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`not a name of ours: ${name}`)
  return `"${name}"`
}
