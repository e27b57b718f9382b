import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import { newId } from '../../platform/new-id'
import type { CitizenSeals } from '../identity/port'
import { type CaseRow, eventsOf, insertEvent, nextPosition } from './case-store'

/**
 * A line of a case's timeline that leaves the state as it is; the words are sealed; the same `eventId` twice is one line.
 * In the caller's transaction.
 */
export const makeWriteLine =
  ({ clock, seals }: { clock: Clock; seals: CitizenSeals }) =>
  async (tx: Tx, found: CaseRow, words: string, byDepartment: boolean, eventId = newId()): Promise<void> => {
    const seal = await seals.of(tx, found.citizen_id)
    await insertEvent(tx, found.id, {
      event_id: eventId,
      position: nextPosition(await eventsOf(tx, found.id)),
      state: found.state,
      by_department: byDepartment,
      at: clock.now(),
      note_sealed: seal.seal(words, `services_case_events.note:${found.id}:${eventId}`)
    })
  }
export type WriteLine = ReturnType<typeof makeWriteLine>
