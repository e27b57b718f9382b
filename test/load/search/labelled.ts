import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod/mini'

const file = z.object({
  items: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  nothing: z.array(z.string())
})

export interface Labelled {
  query: string
  /** id of the item meant */
  id: string
  /** word, initials, pinyin, wrong … */
  kind: string
}

/** The queries of queries.yaml with the item each means, and those that must find nothing. */
export function labelledQueries(): { wanted: Labelled[]; nothing: string[] } {
  const { items, nothing } = file.parse(parse(readFileSync(join('test', 'load', 'search', 'queries.yaml'), 'utf8')))
  const wanted = Object.entries(items).flatMap(([id, kinds]) =>
    Object.entries(kinds).flatMap(([kind, queries]) => queries.map((query) => ({ query, id, kind })))
  )
  return { wanted, nothing }
}
