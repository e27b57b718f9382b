import type { Sql, Tx } from '../../../platform/db/db'
import type { ListedItem } from '../port'

export interface ItemRow {
  item_code: string
  item: ListedItem
  listed: boolean
  changed_at: Date
  noted: string | null
  noted_reason: string | null
  noted_version: number | null
}

export const seenItems = (sql: Sql): Promise<ItemRow[]> =>
  sql.query('select * from services_platform_items order by item_code')

/** Takes over the whole directory; an item it does not list any more stays, marked so. */
export async function takeOver(tx: Tx, items: readonly ListedItem[], at: Date): Promise<void> {
  for (const item of items)
    await tx.query(
      `insert into services_platform_items (item_code, item, listed, first_seen_at, changed_at, noted_version)
       values ($1, $2, true, $3, $3, $4)
       on conflict (item_code) do update set item = excluded.item, listed = true,
         changed_at = case when services_platform_items.item = excluded.item and services_platform_items.listed
           then services_platform_items.changed_at else excluded.changed_at end`,
      [item.itemCode, JSON.stringify(item), at, item.version]
    )
  await tx.query(
    `update services_platform_items set listed = false, changed_at = $2 where listed and not item_code = any($1)`,
    [items.map(({ itemCode }) => itemCode), at]
  )
}

/** Somebody has looked at this version of the platform's item. */
export const noteVersion = async (tx: Tx, itemCode: string, version: number): Promise<void> => {
  await tx.query('update services_platform_items set noted_version = $2 where item_code = $1', [itemCode, version])
}

/** Somebody leaves these differences as they are; other ones are shown again. */
export const noteDifferences = async (
  tx: Tx,
  given: { itemCode: string; noted: string; reason: string; by: string; at: Date }
): Promise<void> => {
  await tx.query(
    `update services_platform_items set noted = $2, noted_reason = $3, noted_by = $4, noted_at = $5
     where item_code = $1`,
    [given.itemCode, given.noted, given.reason, given.by, given.at]
  )
}
