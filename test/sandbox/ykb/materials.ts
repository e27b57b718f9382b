import * as z from 'zod'
import { sm3 } from '../hmac-sm3'
import type { Shelf } from '../store'
import type { FieldProblem } from './answers'
import type { StoredMaterial } from './state'

/** One file as sent: `size` in bytes and `sm3` in hex are those of the decoded content. */
export const sentMaterial = z.object({
  name: z.string().min(1),
  fileName: z.string().min(1),
  contentType: z.string().min(1),
  size: z.number().int().nonnegative(),
  sm3: z.string().regex(/^[0-9a-f]{64}$/),
  content: z.string()
})
type SentMaterial = z.infer<typeof sentMaterial>

/** What is wrong with the files: a size or digest that is not that of the content. */
export function materialProblems(materials: readonly SentMaterial[]): FieldProblem[] {
  return materials.flatMap((material, index) => {
    const bytes = Buffer.from(material.content, 'base64')
    if (bytes.length !== material.size) return [{ field: `materials.${index}.size`, reason: '与文件内容的长度不一致' }]
    if (sm3(bytes) !== material.sm3) return [{ field: `materials.${index}.sm3`, reason: '与文件内容的摘要不一致' }]
    return []
  })
}

/** Puts the contents on the shelf by their digest and gives back what the case keeps. */
export async function keepMaterials(materials: readonly SentMaterial[], shelf: Shelf): Promise<StoredMaterial[]> {
  await Promise.all(materials.map((material) => shelf.put(material.sm3, Buffer.from(material.content, 'base64'))))
  return materials.map(({ name, fileName, contentType, size, sm3 }) => ({ name, fileName, contentType, size, sm3 }))
}
