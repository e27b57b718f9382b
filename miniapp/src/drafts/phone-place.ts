import { dropPrivate, readPrivate, writePrivate } from '@/platform/storage'

/** Where one value is kept on the phone: encrypted, and dropped at sign-out. */
export interface PhonePlace {
  read: () => Promise<unknown>
  /** false when the phone refuses to keep it */
  write: (value: unknown) => Promise<boolean>
  drop: () => Promise<void>
}

export const placeOf = (name: string): PhonePlace => ({
  read: () => readPrivate(name),
  write: (value) => writePrivate(name, value),
  drop: () => dropPrivate(name)
})

const DRAFT = 'draft.'

/** Where the phone keeps a begun application. */
export const draftPlace = (serviceId: string): PhonePlace => placeOf(DRAFT + serviceId)

/** Service ids of the begun applications among the names kept on this phone. */
export const draftsAmong = (names: string[]): string[] =>
  names.filter((name) => name.startsWith(DRAFT)).map((name) => name.slice(DRAFT.length))
