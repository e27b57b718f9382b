import { dropPrivate, readPrivate, writePrivate } from '@/platform/storage'
import { mandateIn } from '@/session/owner'
import type { PhonePlace } from './place'

export const placeOf = (name: string): PhonePlace => ({
  read: () => readPrivate(name),
  write: (value) => writePrivate(name, value),
  drop: () => dropPrivate(name)
})

const DRAFT = 'draft.'

const nameOf = (serviceId: string, owner: string | null): string => {
  const mandate = owner === null ? null : mandateIn(owner)
  return `${DRAFT}${serviceId}${mandate === null ? '' : `@${mandate}`}`
}

/** Where the phone keeps a begun application of this owner (session/capacity); null while nobody is signed in. */
export const draftPlace = (serviceId: string, owner: string | null): PhonePlace => placeOf(nameOf(serviceId, owner))

/** Places of the begun applications of this owner among the names kept on this phone, with their service ids. */
export const draftsAmong = (names: string[], owner: string): { serviceId: string; place: PhonePlace }[] =>
  names.flatMap((name) => {
    const serviceId = name.startsWith(DRAFT) ? (name.slice(DRAFT.length).split('@')[0] ?? '') : ''
    return serviceId !== '' && name === nameOf(serviceId, owner) ? [{ serviceId, place: placeOf(name) }] : []
  })
