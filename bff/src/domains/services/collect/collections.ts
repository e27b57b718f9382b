import type { ChosenWay, SettledWay } from '@shared/contract/collections'
import type { Clock } from '../../../platform/clock/clock'
import type { Tx } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { isRefused, refuse } from '../../../platform/http/refused'
import type { CitizenSeals } from '../../identity/port'
import type { Acting, ActingCaller } from '../../mandates/port'
import type { Notify } from '../../messages/port'
import { actedNote } from '../acted'
import { mayActOn } from '../acting-scope'
import { noticeOf } from '../case-notice'
import { type CaseRow, lockCase } from '../case-store'
import type { DeskReach } from '../desk/desk-reach'
import type { Moves } from '../desk/moves'
import { keptService } from '../kept-form'
import type { WriteLine } from '../write-line'
import { offers, openCollection, parcelPlace, sealTo, toPlace, waysOf } from './open-collection'
import { collectionRow, saveCollection } from './store'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  acting: Acting
  notify: Notify
  reach: DeskReach
  journal: Moves['journal']
  writeLine: WriteLine
}

const CHOSEN = {
  post: '选择了邮寄结果',
  window: '选择了到窗口领取结果',
  none: '选择了不要纸质结果'
} as const satisfies Record<ChosenWay['way'], string>

/** How the paper of a result is collected: chosen by the applicant, carried out by a clerk. In once-only transactions. */
export function makeCollections({ clock, seals, acting, notify, reach, journal, writeLine }: Deps) {
  const shown = async (tx: Tx, found: CaseRow) => {
    const opened = await openCollection(tx, await seals.of(tx, found.citizen_id), found, await keptService(tx, found))
    return opened ?? refuse('conflict')
  }

  const toldOwner = async (tx: Tx, caller: ActingCaller, found: CaseRow, way: ChosenWay['way']) => {
    const what = CHOSEN[way]
    const actor = await acting.actorOf(tx, caller)
    await writeLine(tx, found, actedNote(actor, what) ?? what, false)
    await acting.tellOwner(tx, caller, {
      what: `为“${found.service_name}”${what}`,
      key: `collection:${found.id}:${clock.now().getTime()}`,
      about: { kind: 'case', id: found.id },
      serviceId: found.service_id
    })
  }

  return {
    /** Refused: not_found, out_of_scope, conflict (not offered, the case ended without a result, or it has left). */
    choose: async (tx: Tx, caller: ActingCaller, caseId: string, given: ChosenWay) => {
      const found = await lockCase(tx, caseId)
      if (!found || !caller.ownerIds.includes(found.citizen_id)) return refuse('not_found')
      if (!mayActOn(caller, found.service_id)) return refuse('out_of_scope')
      const before = await collectionRow(tx, caseId)
      const ended = found.state === 'refused' || found.state === 'withdrawn'
      const gone = before !== null && before.state !== 'asked'
      if (ended || gone || !offers(await keptService(tx, found), given.way)) return refuse('conflict')
      const seal = await seals.of(tx, found.citizen_id)
      await saveCollection(tx, {
        ...{ case_id: caseId, way: given.way, state: 'asked', chosen_at: clock.now() },
        ...{ parcel_sealed: null, settled_at: null },
        to_sealed: given.way === 'post' ? sealTo(seal, given, toPlace(caseId)) : null
      })
      await toldOwner(tx, caller, found, given.way)
      return shown(tx, found)
    },
    /** Refused: not_found, conflict (no result yet, not to be posted, or done before). */
    settle: async (tx: Tx, caller: StaffCaller, caseId: string, given: SettledWay) => {
      const at = await reach.locked(tx, caller, caseId)
      if (isRefused(at)) return at
      const { found } = at
      const before = await collectionRow(tx, caseId)
      const offered = waysOf(await keptService(tx, found)).length > 0
      const open = before === null || before.state === 'asked'
      const fits = given.state === 'collected' || before?.way === 'post'
      if (found.state !== 'completed' || !offered || !open || !fits) return refuse('conflict')
      const seal = await seals.of(tx, found.citizen_id)
      const sent = given.state === 'posted' ? { carrier: given.carrier, number: given.number } : null
      await saveCollection(tx, {
        ...{
          case_id: caseId,
          state: given.state,
          chosen_at: before?.chosen_at ?? clock.now(),
          settled_at: clock.now()
        },
        way: sent ? 'post' : 'window',
        // whoever came to the window after all: the address is needed no more
        to_sealed: sent ? (before?.to_sealed ?? null) : null,
        parcel_sealed: sent && seal.seal(JSON.stringify(sent), parcelPlace(caseId))
      })
      const words = sent ? `结果已寄出：${sent.carrier} ${sent.number}` : '结果已在窗口领取'
      await writeLine(tx, found, words, true)
      await journal(tx, found, {
        act: given.state,
        staffId: caller.staffId,
        note: sent && `${sent.carrier} ${sent.number}`
      })
      await notify(tx, noticeOf(found, given.state === 'posted' ? 'case.posted' : 'case.collected'))
      return shown(tx, found)
    }
  }
}
export type Collections = ReturnType<typeof makeCollections>
