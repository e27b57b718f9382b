import { dropPrivate, readPrivate, writePrivate } from '@/platform/storage'
import type { PhonePlace } from './phone-copy'

const placeOf = (name: string): PhonePlace => ({
  read: () => readPrivate(name),
  write: (value) => writePrivate(name, value),
  drop: () => dropPrivate(name)
})

/** Where the phone keeps a begun application; encrypted, and dropped at sign-out. */
export const draftPlace = (serviceId: string): PhonePlace => placeOf(`draft.${serviceId}`)

/** Where the phone keeps a begun 补正. */
export const correctionPlace = (caseId: string): PhonePlace => placeOf(`correction.${caseId}`)
