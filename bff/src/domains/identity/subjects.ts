import type { Clock } from '../../platform/clock/clock'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import type { Subjects } from './port'
import { insertCitizen } from './store'

export const makeSubjects = ({ clock, sealer }: { clock: Clock; sealer: Pick<Sealer, 'newWrappedKey'> }): Subjects => ({
  create: async (tx, kind) => {
    const id = newId()
    await insertCitizen(tx, { id, wrappedKey: sealer.newWrappedKey(), kind, at: clock.now() })
    return id
  }
})
