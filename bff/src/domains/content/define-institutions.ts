import { institutionKind } from '@shared/contract/institutions'
import { slug } from '@shared/contract/parts'
import * as z from 'zod/mini'
import { keptSource } from './file-parts'
import type { Content, InstitutionDefinition } from './port'

const text = z.string().check(z.minLength(1))

export const institutionsFile = z.strictObject({
  sources: z.record(z.string(), keptSource),
  institutions: z.array(
    z.strictObject({
      id: slug,
      name: text,
      kind: institutionKind,
      /** GB/T 10114 */
      street: text,
      services: z.array(text),
      beds: z.nullable(z.int().check(z.gte(1))),
      address: z.nullable(text),
      phone: z.nullable(text),
      from: text
    })
  )
})
type InstitutionsFile = z.output<typeof institutionsFile>

/** The institutions of institutions.yaml; one of an unknown street or source, or twice there, is noted and left out. */
export function defineInstitutions(
  { sources, institutions }: InstitutionsFile,
  { streets }: Pick<Content, 'streets'>,
  note: (path: string, problem: string) => void
): InstitutionDefinition[] {
  const seen = new Set<string>()
  return institutions.flatMap(({ street: code, from, ...same }) => {
    const [street, given] = [streets.find((one) => one.code === code), sources[from]]
    if (seen.has(same.id)) note(same.id, 'is there twice')
    if (!street) note(same.id, `unknown street "${code}"`)
    if (!given) note(same.id, `names the source "${from}", which is not under sources`)
    if (seen.has(same.id) || !street || !given) return []
    seen.add(same.id)
    const { sha256: _, ...source } = given
    return [{ ...same, street, source }]
  })
}
