import type { Sql, Tx } from '../db/db'

interface NewHold {
  id: string
  resource: string
  slot: string
  capacity: number
  quantity: number
  until: Date | null
  at: Date
}

/**
 * Counts and holds in one statement: the row of the counter is locked from here to the end of the transaction, so
 * `taken + quantity <= capacity` is judged on what is true. False = full.
 */
export const insertHold = async (tx: Tx, hold: NewHold): Promise<boolean> => {
  const held = await tx.query(
    `with counted as (
       insert into platform_slots as counter (resource, slot, taken, touched_at)
       select $1, $2, $3::int, $7::timestamptz where $3::int <= $4::int
       on conflict (resource, slot) do update
       set taken = counter.taken + excluded.taken, touched_at = excluded.touched_at
       where counter.taken + excluded.taken <= $4::int
       returning resource)
     insert into platform_slot_holds (id, resource, slot, quantity, until)
     select $5, $1, $2, $3::int, $6::timestamptz from counted returning id`,
    [hold.resource, hold.slot, hold.quantity, hold.capacity, hold.id, hold.until, hold.at]
  )
  return held.length > 0
}

export const confirmHold = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const confirmed = await tx.query(
    'update platform_slot_holds set until = null where id = $1 and (until is null or until > $2) returning id',
    [id, now]
  )
  return confirmed.length > 0
}

export const releaseHold = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const released = await tx.query(
    `with gone as (delete from platform_slot_holds where id = $1 returning resource, slot, quantity)
     update platform_slots counter set taken = counter.taken - gone.quantity, touched_at = $2 from gone
     where counter.resource = gone.resource and counter.slot = gone.slot returning counter.slot`,
    [id, now]
  )
  return released.length > 0
}

const AT_ONCE = 500

/** Removes holds whose time has come, of one slot or of all (some hundred at once); how many slots got places back. */
export const freeDue = async (
  sql: Sql,
  now: Date,
  of: { resource: string; slot: string } | null = null
): Promise<number> => {
  const freed = await sql.query(
    `with due as (
       select id from platform_slot_holds
       where until <= $1 and ($2::text is null or (resource = $2 and slot = $3))
       order by resource, slot, id limit ${AT_ONCE} for update skip locked),
     gone as (
       delete from platform_slot_holds where id in (select id from due) returning resource, slot, quantity),
     summed as (select resource, slot, sum(quantity)::int as quantity from gone group by resource, slot)
     update platform_slots counter set taken = counter.taken - summed.quantity, touched_at = $1 from summed
     where counter.resource = summed.resource and counter.slot = summed.slot returning counter.slot`,
    [now, of?.resource ?? null, of?.slot ?? null]
  )
  return freed.length
}

/** What is taken now, by slot: a hold whose time has come is not. */
export const takenIn = async (
  sql: Sql,
  resource: string,
  slots: readonly string[],
  now: Date
): Promise<Map<string, number>> => {
  const rows = await sql.query<{ slot: string; taken: number }>(
    `select counter.slot, (counter.taken - coalesce(sum(due.quantity), 0))::int as taken
     from platform_slots counter
     left join platform_slot_holds due
       on due.resource = counter.resource and due.slot = counter.slot and due.until <= $3
     where counter.resource = $1 and counter.slot = any($2) group by counter.slot, counter.taken`,
    [resource, slots, now]
  )
  return new Map(rows.map(({ slot, taken }) => [slot, taken]))
}

export const forgetEmpty = async (sql: Sql, before: Date): Promise<void> => {
  await sql.query('delete from platform_slots where taken = 0 and touched_at < $1', [before])
}
