import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'

const item = z.strictObject({
  itemCode: z.string(),
  itemName: z.string(),
  version: z.int().positive().default(1),
  department: z.string().default('渝中区'),
  state: z.enum(['ONLINE', 'OFFLINE']).default('ONLINE'),
  promiseDays: z.int().positive().optional(),
  enrolsFlexibleWorker: z.strictObject({ insurances: z.string(), firstMonth: z.string() }).optional(),
  result: z
    .strictObject({ title: z.string(), numberPrefix: z.string(), validYears: z.int().positive().optional() })
    .optional()
})
export type Item = z.infer<typeof item>

/** Reads the platform's directory of items (items.yaml). Throws when the file is missing or has another shape. */
export function loadItems(file = join(process.cwd(), 'test/sandbox/ykb/items.yaml')): Item[] {
  return z.strictObject({ items: z.array(item) }).parse(parse(readFileSync(file, 'utf8'))).items
}
