import type { Clock } from '../../../platform/clock/clock'
import type { Tx } from '../../../platform/db/db'
import type { TaskKind, Tasks } from '../../tasks/port'
import type { CaseRow } from '../case-store'
import { type KeptDefinition, localItem } from '../kept-form'
import type { RecordStep } from '../record-step'
import { lastDayOf } from './certificate-term'
import type { Moves } from './moves'
import type { DeskRow } from './store'

/** A case the department has just got, locked. */
export interface Arrived {
  found: CaseRow
  row: DeskRow
  kept: KeptDefinition
}

interface Ending {
  act: 'file' | 'grant'
  eventId: string
  /** the sentence of the timeline */
  note: string
  /** of the document that is given */
  title: string
  /** the look afterwards */
  task: { kind: TaskKind; title: string; dueInWorkingDays: number }
}

interface Deps {
  clock: Clock
  tasks: Tasks
  moves: Moves
  recordStep: RecordStep
}

/**
 * Ends a case in the favour of the applicant without anybody's decision, with the number of the case as that of its
 * document, and opens the task of looking at it afterwards; false = it cannot end so now (it has ended before).
 */
export const makeEndAtOnce =
  ({ clock, tasks, moves, recordStep }: Deps) =>
  async (tx: Tx, { found, row, kept }: Arrived, { act, eventId, note, title, task }: Ending): Promise<boolean> => {
    const moved = await moves.make(tx, found, row, { act })
    if ('refused' in moved) return false
    const validUntil = lastDayOf(localItem(kept), clock.today())
    await recordStep.stepIn(tx, {
      ...{ eventId, outerId: found.id, receiptNo: found.number, state: 'completed' },
      ...{ at: clock.now(), note, correction: [] },
      result: { title, documentNo: found.number, issuedAt: clock.now(), granted: true, validUntil }
    })
    await tasks.open(tx, { ...task, department: row.department, aboutId: found.id })
    return true
  }
export type EndAtOnce = ReturnType<typeof makeEndAtOnce>
