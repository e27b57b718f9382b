import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { DepartmentRefused, DepartmentUnavailable } from '../../platform/department-client/errors'
import type { Persons } from '../identity/port'
import type { Endings } from './endings'
import { letGo, lockCreditCode, markAnswered, takeTurnToAsk } from './enterprise-store'
import { isRepresentative, namesAnother } from './legal-representative'
import { livingFor } from './mandate-store'
import type { ActingCaller, MarketRegister } from './port'

/** A register that did not answer is left alone this long. */
const LEAVE_ALONE_MS = 10 * 60_000

interface Deps {
  db: Db
  clock: Clock
  register: MarketRegister
  persons: Pick<Persons, 'verified'>
  endings: Endings
}

/**
 * Asks the register anew, at most once a day, before a legal representative acts for an enterprise or on its mandates,
 * and before an invitation of theirs is accepted: when it names somebody else, their power ends and they are told. A
 * register that is down stands in nobody's way. To be called outside a transaction; does nothing for whoever is not the
 * legal representative.
 */
export function makeAskRegisterAgain({ db, clock, register, persons, endings }: Deps) {
  const answer = (creditCode: string) =>
    register.byCreditCode(creditCode).catch((error) => {
      if (error instanceof DepartmentUnavailable || error instanceof DepartmentRefused) return 'none' as const
      throw error
    })

  return async (
    { citizenId, selfIds }: Pick<ActingCaller, 'citizenId' | 'selfIds'>,
    enterpriseId: string
  ): Promise<void> => {
    const held = await livingFor(db, enterpriseId, clock.today())
    const mine = held.find((row) => isRepresentative(row) && selfIds.includes(row.holder_id))
    if (!mine) return
    const asked = clock.now()
    const enterprise = await takeTurnToAsk(db, enterpriseId, asked, new Date(asked.getTime() + LEAVE_ALONE_MS))
    if (!enterprise) return
    const registered = await answer(enterprise.credit_code)
    if (registered === 'none') return
    const person = await persons.verified(db, citizenId)
    await db.tx(async (tx) => {
      await lockCreditCode(tx, enterprise.credit_code)
      await markAnswered(tx, enterpriseId, asked)
      if (!(registered && person && namesAnother(registered, person))) return
      const living = await livingFor(tx, enterpriseId, clock.today())
      const former = living.find((row) => row.id === mine.id)
      if (!former) return
      await endings.replace(tx, enterprise, former, living)
      await letGo(tx, enterpriseId)
    })
  }
}
export type AskRegisterAgain = ReturnType<typeof makeAskRegisterAgain>
