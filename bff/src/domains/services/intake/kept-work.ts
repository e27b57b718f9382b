import { isDeepStrictEqual } from 'node:util'
import { type IntakeWork, intakeWork } from '@shared/contract/intakes'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Sql } from '../../../platform/db/db'
import type { Files } from '../../../platform/files/files'
import type { StaffCaller } from '../../../platform/http/caller'
import { refuse } from '../../../platform/http/refused'
import type { CitizenSeals, Counter } from '../../identity/port'
import { dropIntake, type IntakeRow, keepWork, lockIntake } from './store'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
  counter: Counter
}

const workPlace = (intakeId: string) => `services_intakes.work:${intakeId}`

/** What is filled in at the counter so far: sealed on the server, so that a reload of the clerk's browser loses nothing. */
export function makeKeptWork({ db, clock, seals, files, counter }: Deps) {
  /** null = nothing is kept yet. */
  const workOf = async (sql: Sql, row: IntakeRow): Promise<IntakeWork | null> => {
    if (row.work_sealed === null) return null
    const seal = await seals.of(sql, row.citizen_id)
    return intakeWork.parse(JSON.parse(seal.open(row.work_sealed, workPlace(row.id))))
  }
  return {
    workOf,
    /**
     * Puts `work` in the place of what the clerk saw as `revision`; the same again is taken as arrived. Refused: not_found,
     * conflict (another tab was quicker, it is handed in, or its time is over).
     */
    keep: (caller: StaffCaller, intakeId: string, given: { revision: number; work: IntakeWork }) =>
      db.tx(async (tx) => {
        const row = await lockIntake(tx, caller.staffId, intakeId)
        if (!row) return refuse('not_found')
        if (row.case_id || row.expires_at <= clock.now()) return refuse('conflict')
        if (row.work_revision !== given.revision)
          return isDeepStrictEqual(await workOf(tx, row), given.work)
            ? { revision: row.work_revision }
            : refuse('conflict')
        const seal = await seals.of(tx, row.citizen_id)
        const revision = given.revision + 1
        await keepWork(tx, intakeId, { revision, sealed: seal.seal(JSON.stringify(given.work), workPlace(intakeId)) })
        return { revision }
      }),
    /** The person has gone without handing in: nothing of them stays. Refused: not_found, conflict (handed in). */
    end: async (caller: StaffCaller, intakeId: string) => {
      const gone = await db.tx(async (tx) => {
        const row = await lockIntake(tx, caller.staffId, intakeId)
        if (!row) return refuse('not_found')
        if (row.case_id) return refuse('conflict')
        const papers = await dropIntake(tx, row)
        await counter.drop(tx, row.citizen_id)
        return papers
      })
      if (!Array.isArray(gone)) return gone
      await Promise.all(gone.map((id) => files.remove(id)))
      return true
    }
  }
}
