import type { Sharing } from '@shared/contract/consents'
import type { Answer, Field } from '@shared/contract/form'
import type { ActingCaller } from '../../mandates/port'

/** A field and the names under which one source may know its value, best first. */
export interface Wanted {
  field: Field
  names: string[]
  /** nothing stands in the draft there yet */
  blank: boolean
}

export interface Found {
  field: string
  /** which of the names it was found under */
  name: string
  value: Answer
  /** in words, for the person */
  source: string
  /** id in departments.yaml: who can put the entry right; null = the person alone */
  department: string | null
  at: Date
  /** 免提交: the certificate stands in place of a photo */
  file?: { id: string; name: string; bytes: number; type: string }
}

/** What a source knows under the names it was asked for; each field may be found under several. */
export const foundAmong = (
  wanted: readonly Wanted[],
  known: ReadonlyMap<string, Pick<Found, 'value' | 'source' | 'department' | 'at'>>
): Found[] =>
  wanted.flatMap(({ field, names }) =>
    names.flatMap((name) => {
      const value = known.get(name)
      return value ? [{ field: field.id, name, ...value }] : []
    })
  )

/** `consent`: it holds things about this person, but may only be asked once they agree. */
export type SourceAnswer = { found: Found[] } | { consent: Sharing }

/** Somewhere values come from by themselves. May throw or take long: then its fields are ordinary ones. */
export interface PrefillSource {
  /** what the names it answers to begin with */
  id: 'identity' | 'enterprise' | 'earlier' | 'library'
  /** in words */
  name: string
  ask(request: { caller: ActingCaller; serviceId: string; wanted: Wanted[] }): Promise<SourceAnswer>
}
