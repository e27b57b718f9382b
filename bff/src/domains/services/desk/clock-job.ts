import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import { eachOf } from '../../../platform/jobs/each-of'
import type { RecurringJob } from '../../../platform/jobs/recurring'
import { lockCase } from '../case-store'
import type { Moves } from './moves'
import type { Opinions } from './opinions'
import { deskRow, dueCases } from './store'

/** The promise clock: ends pauses whose last day is over, and tells citizen and head of every missed day once. */
export const makeDeskClock = ({
  db,
  clock,
  moves,
  opinions
}: {
  db: Db
  clock: Clock
  moves: Moves
  opinions: Pick<Opinions, 'tellLate'>
}): RecurringJob => ({
  name: 'services.desk-clock',
  everyMs: 10 * 60_000,
  run: async () => {
    const tick = (caseId: string) =>
      db.tx(async (tx) => {
        const found = await lockCase(tx, caseId)
        const row = await deskRow(tx, caseId)
        if (found && row) await moves.tick(tx, found, row)
      })
    const due = await dueCases(db, clock.today())
    await eachOf([...due.map((caseId) => () => tick(caseId)), () => opinions.tellLate()], (work) => work())
  }
})
