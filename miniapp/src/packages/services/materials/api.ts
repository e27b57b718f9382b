import { type Material, materialsRoutes } from '@shared/contract/materials'
import type { KeptFile } from '@/drafts/kept-draft'
import { call } from '@/platform/call'

/** Calls of 我的材料; every function rejects with CallError. */

/** Newest first; of one kind of paper when asked for. */
export const listMaterials = async (document?: string): Promise<Material[]> =>
  (await call(materialsRoutes.listMaterials, { query: { document } })).items

/** A copy of an earlier paper for one field; `form_invalid` holds the reason at the field when it does not fit there. */
export const copyMaterialTo = (materialId: string, serviceId: string, field: string): Promise<KeptFile> =>
  call(materialsRoutes.useMaterial, { params: { materialId }, body: { serviceId, field } })

/** YYYY-MM-DD, null = for good. */
export const dateMaterial = (materialId: string, validUntil: string | null): Promise<Material> =>
  call(materialsRoutes.dateMaterial, { params: { materialId }, body: { validUntil } })

export const forgetMaterial = async (materialId: string): Promise<void> => {
  await call(materialsRoutes.forgetMaterial, { params: { materialId } })
}

/** The same for a file that is not handed in yet; `conflict` = it is. */
export const dateFile = (fileId: string, validUntil: string | null): Promise<KeptFile> =>
  call(materialsRoutes.dateFile, { params: { fileId }, body: { validUntil } })
