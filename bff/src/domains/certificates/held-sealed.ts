import * as z from 'zod/mini'
import type { CitizenSeal } from '../identity/port'
import type { HeldRow } from './held-store'

/** What is sealed of a certificate of the library. */
const hiddenPart = z.object({ title: z.string(), issuer: z.string(), holder: z.string(), idNumber: z.string() })
type HiddenHeld = z.output<typeof hiddenPart>

export interface OpenedHeld {
  row: HeldRow
  hidden: HiddenHeld
}

const place = (id: string) => `certificates_held.sealed:${id}`

export const sealHeld = (seal: CitizenSeal, id: string, hidden: HiddenHeld): string =>
  seal.seal(JSON.stringify(hidden), place(id))

export const openHeld = (seal: CitizenSeal, row: HeldRow): OpenedHeld => ({
  row,
  hidden: hiddenPart.parse(JSON.parse(seal.open(row.sealed, place(row.id))))
})
