import type { Clock } from '../../../platform/clock/clock'
import type { Tx } from '../../../platform/db/db'
import { refuse } from '../../../platform/http/refused'
import { newId } from '../../../platform/new-id'
import type { CitizenSeals } from '../../identity/port'
import type { Acting, ActingCaller } from '../../mandates/port'
import { actedColumns, actedNote } from '../acted'
import { mayActOn } from '../acting-scope'
import type { FollowParts } from '../bundle-cases'
import { eventsOf, insertEvent, lockCase, nextPosition } from '../case-store'
import type { Moves } from './moves'
import { deskRow } from './store'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  acting: Acting
  moves: Moves
  followParts: FollowParts
}

/** 撤回: the applicant takes a case back before 受理. Refused: not_found, out_of_scope, conflict (too late, or not ours). */
export const makeWithdraw =
  ({ clock, seals, acting, moves, followParts }: Deps) =>
  async (tx: Tx, caller: ActingCaller, caseId: string) => {
    const found = await lockCase(tx, caseId)
    if (!found || !caller.ownerIds.includes(found.citizen_id)) return refuse('not_found')
    if (!mayActOn(caller, found.service_id)) return refuse('out_of_scope')
    const row = await deskRow(tx, caseId)
    const moved = row && (await moves.make(tx, found, row, { act: 'withdraw' }))
    if (!moved || 'refused' in moved) return refuse('conflict')
    const seal = await seals.of(tx, found.citizen_id)
    const actor = await acting.actorOf(tx, caller)
    const eventId = newId()
    const words = actedNote(actor, '已撤回申请')
    const event = {
      event_id: eventId,
      position: nextPosition(await eventsOf(tx, caseId)),
      state: 'withdrawn' as const,
      by_department: false,
      at: clock.now(),
      note_sealed: words && seal.seal(words, `services_case_events.note:${caseId}:${eventId}`)
    }
    await insertEvent(tx, caseId, event, actedColumns(actor, seal, caseId))
    await followParts(tx, caseId)
    await moves.tell(tx, moved.found, 'case.withdrawn', eventId)
    await acting.tellOwner(tx, caller, {
      what: `撤回了“${found.service_name}”申请`,
      key: `withdrawn:${caseId}`,
      about: { kind: 'case', id: caseId },
      serviceId: found.service_id
    })
    return moved.found
  }
export type Withdraw = ReturnType<typeof makeWithdraw>
