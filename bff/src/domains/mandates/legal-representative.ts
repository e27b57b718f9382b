import type { VerifiedPerson } from '../identity/port'
import type { MandateRow } from './mandate-store'
import type { RegisteredEnterprise } from './port'

export const isRepresentative = (row: Pick<MandateRow, 'kind'>) => row.kind === 'legal-representative'

const sameId = (a: string, b: string) => a.toUpperCase() === b.toUpperCase()

/** Whether the register names this person. */
export const stands = ({ legalRepresentative }: RegisteredEnterprise, person: VerifiedPerson): boolean =>
  person.certificate === 'id-card' &&
  legalRepresentative.name === person.name &&
  sameId(legalRepresentative.idNumber, person.idNumber)

/** Whether it names somebody else: going by the number alone, because people change their names. */
export const namesAnother = ({ legalRepresentative }: RegisteredEnterprise, person: VerifiedPerson): boolean =>
  person.certificate === 'id-card' && !sameId(legalRepresentative.idNumber, person.idNumber)
