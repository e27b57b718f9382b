import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { eachOf } from '../../platform/jobs/each-of'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Tasks } from '../tasks/port'
import { type Mendings, turnId } from './mendings'
import { changeMending, lockMending, overdueRatings, ratingById } from './store'

const LOOK_MS = 10 * 60_000
const PRESS_IN_WORKING_DAYS = 1

interface Deps {
  db: Db
  clock: Clock
  tasks: Tasks
  mendings: Mendings
  office: string
}

/**
 * Moves bad ratings whose day is over: a rater who says nothing ends the matter; whoever else is late is reported to the
 * office once per turn, and the rater sees it.
 */
export function makeOverdueJob({ db, clock, tasks, mendings, office }: Deps): RecurringJob {
  const moveOne = async (tx: Tx, ratingId: string, today: string): Promise<void> => {
    const row = await lockMending(tx, ratingId)
    if (!row?.due_day || row.due_day >= today || row.overdue_turn === row.turn) return
    if (row.state === 'answer') {
      await mendings.act(tx, { ratingId, turn: row.turn }, 'lapsed', {})
      return
    }
    const rating = await ratingById(tx, ratingId)
    if (!rating) return
    await changeMending(tx, { ...row, overdue_turn: row.turn })
    await mendings.writeStep(tx, rating, 'overdue', {})
    await tasks.open(tx, {
      kind: 'rating-overdue',
      department: office,
      title: `差评整改超期：${rating.service_name}`,
      aboutId: turnId(row),
      dueInWorkingDays: PRESS_IN_WORKING_DAYS
    })
  }
  return {
    name: 'feedback.overdue',
    everyMs: LOOK_MS,
    run: async () => {
      const today = clock.today()
      await eachOf(await overdueRatings(db, today), (ratingId) => db.tx((tx) => moveOne(tx, ratingId, today)))
    }
  }
}
