import type { Clock } from '../../../platform/clock/clock'
import type { Tx } from '../../../platform/db/db'
import { refuse } from '../../../platform/http/refused'
import { newId } from '../../../platform/new-id'
import type { CitizenSeals } from '../../identity/port'
import type { Acting, ActingCaller } from '../../mandates/port'
import type { Notify } from '../../messages/port'
import { actedColumns, actedNote } from '../acted'
import { mayActOn } from '../acting-scope'
import { dropAside } from '../awaiting-consent'
import { type FollowParts, partCases } from '../bundle-cases'
import { noticeOf } from '../case-notice'
import {
  type CaseRow,
  caseById,
  caseOf,
  changeCase,
  eventsOf,
  insertEvent,
  lockCase,
  nextPosition
} from '../case-store'
import { mayWithdraw } from '../may-withdraw'
import type { Moves } from './moves'
import { deskRow } from './store'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  acting: Acting
  notify: Notify
  moves: Moves
  followParts: FollowParts
}

/**
 * 撤回: the applicant takes a case back before 受理; one of a department's system only while it has not got it, a 一件事 by
 * those of its parts that still can be. Refused: not_found, out_of_scope, conflict (too late).
 */
export function makeWithdraw({ clock, seals, acting, notify, moves, followParts }: Deps) {
  /** false = it cannot be taken back any more */
  const takeBack = async (tx: Tx, caller: ActingCaller, caseId: string): Promise<boolean> => {
    const found = await lockCase(tx, caseId)
    if (!found) return false
    const row = await deskRow(tx, caseId)
    if (row) {
      if ('refused' in (await moves.make(tx, found, row, { act: 'withdraw' }))) return false
    } else {
      if (!mayWithdraw(found, false)) return false
      await changeCase(tx, caseId, { state: 'withdrawn', updated_at: clock.now() })
    }
    await dropAside(tx, caseId)
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
    // of the whole of a 一件事 its end tells
    if (found.bundle_id === null) await notify(tx, noticeOf(found, 'case.withdrawn', `case.withdrawn:${eventId}`))
    return true
  }

  /** A part is locked before its whole, as everywhere. */
  const takeBackAny = async (tx: Tx, caller: ActingCaller, found: CaseRow): Promise<boolean> => {
    const parts = await partCases(tx, found.id)
    if (parts.length === 0) return takeBack(tx, caller, found.id)
    let any = false
    for (const part of parts) any = (await takeBack(tx, caller, part.id)) || any
    return any
  }

  return async (tx: Tx, caller: ActingCaller, caseId: string) => {
    const found = await caseOf(tx, caller.ownerIds, caseId)
    if (!found) return refuse('not_found')
    if (!mayActOn(caller, found.service_id)) return refuse('out_of_scope')
    if (!(await takeBackAny(tx, caller, found))) return refuse('conflict')
    await acting.tellOwner(tx, caller, {
      what: `撤回了“${found.service_name}”申请`,
      key: `withdrawn:${caseId}`,
      about: { kind: 'case', id: caseId },
      serviceId: found.service_id
    })
    return (await caseById(tx, caseId)) ?? found
  }
}
export type Withdraw = ReturnType<typeof makeWithdraw>
