import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { Reply } from '../../../bff/src/platform/department-client/reply'

/** A message as a department sent it, and what it means; `body` is its JSON, or its text when it is none. */
const recorded = z.object({
  about: z.string(),
  operation: z.string(),
  status: z.number().default(200),
  /** what the message answers, for schemes whose replies are bound to their request */
  request: z.record(z.string(), z.string()).default({}),
  body: z.unknown(),
  expected: z.unknown()
})
export type Recorded = z.output<typeof recorded>

/** Reads every file of bff/src/departments/NAME/recorded with the reader of its operation. */
export async function readRecorded(
  department: string,
  readers: Record<string, (reply: Reply, request: Recorded['request']) => unknown>
): Promise<{ name: string; expected: unknown; actual: unknown }[]> {
  const folder = path.resolve(__dirname, '../../../bff/src/departments', department, 'recorded')
  const read = readdirSync(folder).map(async (name) => {
    const { operation, status, request, body, expected } = recorded.parse(
      JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
    )
    const reader = readers[operation]
    if (reader === undefined) throw new Error(`${name}: nothing reads ${operation}`)
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    return { name, expected, actual: await reader({ status, body: bytes }, request) }
  })
  return Promise.all(read)
}
