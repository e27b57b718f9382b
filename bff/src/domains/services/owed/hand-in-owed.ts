import { formFields } from '@shared/contract/form'
import { checkAnswer } from '@shared/contract/form-check'
import { civilDateAt } from '@shared/values/civil-date'
import type { Clock } from '../../../platform/clock/clock'
import type { Sql, Tx } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { isRefused, refuse } from '../../../platform/http/refused'
import type { CitizenSeals } from '../../identity/port'
import type { Acting, ActingCaller } from '../../mandates/port'
import type { Notify } from '../../messages/port'
import { actedNote } from '../acted'
import { mayActOn } from '../acting-scope'
import { answersSeal } from '../answers-seal'
import { noticeOf } from '../case-notice'
import { type CaseRow, changeCase, lockCase } from '../case-store'
import type { DeskReach } from '../desk/desk-reach'
import type { Moves } from '../desk/moves'
import { filesOf, linkToCase } from '../file-store'
import { keptService } from '../kept-form'
import type { HandedInPapersOf } from '../materials/handed-in-papers'
import type { WriteLine } from '../write-line'
import { presentOwed } from './present-owed'
import { markBroken, owedAt, owedOf, settleOwed } from './store'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  acting: Acting
  notify: Notify
  papers: HandedInPapersOf
  reach: DeskReach
  journal: Moves['journal']
  writeLine: WriteLine
}

/** What is owed is handed in by the applicant, or found untrue by a clerk. Inside the caller's once-only transaction. */
export function makeOwedActs({ clock, seals, acting, notify, papers, reach, journal, writeLine }: Deps) {
  /** The files as the answer of one field: of its kind, all the caller's own. */
  const checkedFiles = async (tx: Tx, found: CaseRow, caller: ActingCaller, fieldId: string, fileIds: string[]) => {
    const { form, acceptance } = await keptService(tx, found)
    const field = formFields(form).find(({ id }) => id === fieldId)
    if (!field) return refuse('not_found')
    const day = civilDateAt(found.submitted_at)
    const checked = checkAnswer({ ...field, required: true }, fileIds, day)
    if (!checked.ok) return refuse('form_invalid', { [fieldId]: checked.reason })
    const known = await filesOf(tx, caller.ownerIds, fileIds)
    if (known.length !== new Set(fileIds).size || known.some(({ case_id }) => case_id !== null))
      return refuse('form_invalid', { [fieldId]: '文件没有传好，请重新上传。' })
    return { form, acceptance, label: field.label }
  }

  const shown = async (tx: Tx, found: CaseRow) => {
    const { form } = await keptService(tx, found)
    return (await owedOf(tx, found.id)).map((row) => presentOwed(row, form))
  }

  return {
    of: (sql: Sql, caseId: string) => owedOf(sql, caseId),
    /** Refused: not_found, out_of_scope, conflict (nothing is owed there any more), form_invalid. */
    handIn: async (tx: Tx, caller: ActingCaller, caseId: string, field: string, fileIds: string[]) => {
      const found = await lockCase(tx, caseId)
      if (!found || !caller.ownerIds.includes(found.citizen_id)) return refuse('not_found')
      if (!mayActOn(caller, found.service_id)) return refuse('out_of_scope')
      const owed = await owedAt(tx, caseId, field)
      const open = owed?.kind === 'later' && (owed.state === 'owed' || owed.state === 'broken')
      if (!open || found.state === 'refused' || found.state === 'withdrawn') return refuse('conflict')
      const good = await checkedFiles(tx, found, caller, field, fileIds)
      if (isRefused(good)) return good
      const seal = await seals.of(tx, found.citizen_id)
      const caseSeal = answersSeal(seal, `services_cases.answers:${caseId}`)
      const answers = { ...caseSeal.open(found.answers_sealed), [field]: fileIds }
      const { form, acceptance, label } = good
      const unfit = await papers.check(tx, { form, acceptance, answers }, clock.today())
      if (unfit) return unfit
      await changeCase(tx, caseId, { answers_sealed: caseSeal.seal(answers), updated_at: clock.now() })
      await linkToCase(tx, caller.ownerIds, caseId, fileIds)
      await settleOwed(tx, caseId, field, clock.now())
      await papers.keep(tx, found, { form, acceptance, answers, at: clock.now() })
      const actor = await acting.actorOf(tx, caller)
      await writeLine(tx, found, actedNote(actor, `补交了“${label}”`) ?? `补交了“${label}”`, false)
      await acting.tellOwner(tx, caller, {
        what: `补交了“${found.service_name}”的“${label}”`,
        key: `owed:${caseId}:${field}`,
        about: { kind: 'case', id: caseId },
        serviceId: found.service_id
      })
      return shown(tx, found)
    },
    /** Refused: not_found, conflict (no promise stands there). */
    broken: async (tx: Tx, caller: StaffCaller, caseId: string, field: string, reason: string) => {
      const at = await reach.locked(tx, caller, caseId)
      if (isRefused(at)) return at
      const { found } = at
      const owed = await owedAt(tx, caseId, field)
      // a pledge is checked by its own task
      if (owed?.kind !== 'promise' || owed.state !== 'standing') return refuse('conflict')
      const seal = await seals.of(tx, found.citizen_id)
      const reasonSealed = seal.seal(reason, `services_owed.broken_reason:${caseId}:${field}`)
      await markBroken(tx, { caseId, field, on: clock.today(), reasonSealed })
      await writeLine(tx, found, `核查发现“${owed.label}”的承诺不实：${reason}`, true)
      await journal(tx, found, { act: 'broken-promise', staffId: caller.staffId, note: reason })
      await notify(tx, noticeOf(found, 'case.promise-broken', `case.promise-broken:${field}`))
      return shown(tx, found)
    }
  }
}
export type OwedActs = ReturnType<typeof makeOwedActs>
