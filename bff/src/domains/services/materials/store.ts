import type { Sql, Tx } from '../../../platform/db/db'
import type { Scanned } from '../../../platform/scan/clamd'

export interface MaterialRow {
  id: string
  citizen_id: string
  file_id: string
  document: string
  holder_sealed: string | null
  service_id: string
  handed_in_at: Date
  valid_until: string | null
}

/** A material with the file behind it; the file may be sealed with the key of another account of the same person. */
export interface MaterialWithFile extends MaterialRow {
  file_owner: string
  name_sealed: string
  type: string
  bytes: number
  scan: Scanned
}

export interface UseRow {
  material_id: string
  service_id: string
  used_at: Date
}

/** A file is one material, however often it is handed in; the copy made for another use is none of its own. */
export const insertMaterial = async (tx: Tx, row: MaterialRow): Promise<void> => {
  await tx.query(
    `insert into services_materials (id, citizen_id, file_id, document, holder_sealed, service_id, handed_in_at, valid_until)
     select $1, $2, $3, $4, $5, $6, $7, $8
     where not exists (select 1 from services_material_uses where file_id = $3)
     on conflict (file_id) do nothing`,
    [
      ...[row.id, row.citizen_id, row.file_id, row.document, row.holder_sealed, row.service_id, row.handed_in_at],
      row.valid_until
    ]
  )
}

const WITH_FILE = `select m.*, f.citizen_id as file_owner, f.name_sealed, f.type, f.bytes, f.scan
  from services_materials m join services_files f on f.id = m.file_id`

/** Of one kind (null = every), from these service items only (null = every); newest first. */
export const materialsOf = (
  sql: Sql,
  ownerIds: readonly string[],
  { document, reach }: { document: string | null; reach: readonly string[] | null }
) =>
  sql.query<MaterialWithFile>(
    `${WITH_FILE} where m.citizen_id = any($1) and ($2::text is null or m.document = $2)
       and ($3::text[] is null or m.service_id = any($3))
     order by m.handed_in_at desc, m.id limit 200`,
    [ownerIds, document, reach]
  )

export const materialOf = async (
  sql: Sql,
  ownerIds: readonly string[],
  materialId: string
): Promise<MaterialWithFile | null> =>
  (
    await sql.query<MaterialWithFile>(`${WITH_FILE} where m.id = $2 and m.citizen_id = any($1)`, [ownerIds, materialId])
  )[0] ?? null

/** Newest first. */
export const usesOf = (sql: Sql, materialIds: readonly string[]) =>
  sql.query<UseRow>(
    `select material_id, service_id, used_at from services_material_uses where material_id = any($1)
     order by used_at desc`,
    [materialIds]
  )

export const insertUse = async (
  tx: Tx,
  use: { fileId: string; materialId: string; serviceId: string; at: Date }
): Promise<void> => {
  await tx.query(
    'insert into services_material_uses (file_id, material_id, service_id, used_at) values ($1, $2, $3, $4)',
    [use.fileId, use.materialId, use.serviceId, use.at]
  )
}

export const dateMaterialRow = async (sql: Sql, materialId: string, validUntil: string | null): Promise<void> => {
  await sql.query('update services_materials set valid_until = $2 where id = $1', [materialId, validUntil])
}

export const deleteMaterial = async (sql: Sql, materialId: string): Promise<void> => {
  await sql.query('delete from services_materials where id = $1', [materialId])
}

/** The named files with the last day typed for them, and the material each is a copy of, if it is one. */
export const papersOf = (sql: Sql, fileIds: readonly string[]) =>
  sql.query<{
    id: string
    valid_until: string | null
    material_id: string | null
    material_owner: string | null
    holder_sealed: string | null
  }>(
    `select f.id, f.valid_until, m.id as material_id, m.citizen_id as material_owner, m.holder_sealed
     from services_files f left join services_material_uses u on u.file_id = f.id
       left join services_materials m on m.id = u.material_id
     where f.id = any($1)`,
    [fileIds]
  )
