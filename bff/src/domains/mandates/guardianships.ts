import { addDays } from '@shared/values/civil-date'
import type { Clock } from '../../platform/clock/clock'
import { newId } from '../../platform/new-id'
import type { CitizenSeals, Guardianships } from '../identity/port'
import { insertMandate } from './mandate-store'
import { EVERYTHING } from './scope'

/** A guardian is not invited: the review of the relation is what entrusts them (民法典 art. 27), until the child is of age. */
export const makeGuardianships = ({ clock, seals }: { clock: Clock; seals: CitizenSeals }): Guardianships => ({
  guardianship: async (tx, { guardianId, childId, childName, until }) => {
    const id = newId()
    const seal = await seals.of(tx, childId)
    await insertMandate(tx, {
      id,
      kind: 'guardian',
      owner_id: childId,
      holder_id: guardianId,
      scope: EVERYTHING,
      since: clock.now(),
      until: addDays(until, -1),
      from_invitation: null,
      owner_name_sealed: seal.seal(childName, `mandates_mandates.owner_name:${id}`)
    })
  }
})
