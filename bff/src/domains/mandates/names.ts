import type { Sql } from '../../platform/db/db'
import type { CitizenSeals, Persons } from '../identity/port'
import { enterprisesById } from './enterprise-store'
import type { MandateRow } from './mandate-store'

interface Deps {
  persons: Pick<Persons, 'maskedName'>
  seals: CitizenSeals
}

/** Who somebody acts for: the enterprise's name, or the masked name of a relative or child. */
export function makeNames({ persons, seals }: Deps) {
  const ofOwner = async (sql: Sql, row: Pick<MandateRow, 'id' | 'owner_id' | 'kind' | 'owner_name_sealed'>) => {
    if (row.owner_name_sealed)
      return (await seals.of(sql, row.owner_id)).open(row.owner_name_sealed, `mandates_mandates.owner_name:${row.id}`)
    if (row.kind === 'proxy') return persons.maskedName(sql, row.owner_id)
    return (await enterprisesById(sql, [row.owner_id]))[0]?.name ?? ''
  }
  return {
    ofOwner,
    ofPerson: (sql: Sql, citizenId: string) => persons.maskedName(sql, citizenId),
    ofBoth: async (sql: Sql, row: MandateRow) => ({
      owner: await ofOwner(sql, row),
      holder: await persons.maskedName(sql, row.holder_id)
    })
  }
}
export type Names = ReturnType<typeof makeNames>
