import { randomInt } from 'node:crypto'
import { type Answers, checkAnswers, type Form } from '@shared/contract/form'
import type { TimeLimit } from '@shared/contract/services'
import { addDays, type CivilDate, civilDateAt } from '@shared/values/civil-date'
import { addWorkingDays, type WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import { isRefused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Outbox } from '../../platform/outbox/outbox'
import type { ServiceDefinition } from '../content/port'
import type { CitizenSeal, CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import { answersSeal } from './answers-seal'
import { noticeOf } from './case-notice'
import {
  type CaseRow,
  changeCase,
  eventsOf,
  insertCase,
  insertEvent,
  keepVersion,
  lockCase,
  nextPosition
} from './case-store'
import type { Catalogue } from './catalogue'
import { closeDraft, lockDraft } from './draft-store'
import { uploadedIds } from './drafts'
import { filesOf, linkToCase } from './file-store'
import { keptForm } from './kept-form'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  catalogue: Catalogue
  calendar: WorkingCalendar
  outbox: Outbox
  notify: Notify
}

/** Last day of a promise that starts on `from`; null when the guide names none. */
export function promisedDay(promise: TimeLimit | null, from: Date, calendar: WorkingCalendar): string | null {
  if (!promise) return null
  const start = civilDateAt(from)
  if (promise.unit === 'at-once') return start
  return promise.unit === 'calendar-days'
    ? addDays(start, promise.days)
    : addWorkingDays(start, promise.days, calendar).day
}

/** 办件编号: day and six random digits, easy to read out on the telephone. */
const drawNumber = (day: string) => `YZ${day.replaceAll('-', '')}${String(randomInt(1_000_000)).padStart(6, '0')}`

/** Answers that may leave the phone: the whole form is right on `day` and every named file is the citizen's own. */
async function checked(tx: Tx, form: Form, citizenId: string, given: Answers, day: CivilDate) {
  const result = checkAnswers(form, given, day)
  if (!result.ok) return refuse('form_invalid', result.fields)
  const ids = uploadedIds(form, result.value)
  const found = await filesOf(tx, citizenId, ids)
  if (found.length === new Set(ids).size) return { answers: result.value, files: ids }
  const lost = new Set(ids.filter((id) => !found.some((file) => file.id === id)))
  const fields = Object.entries(result.value).filter(
    ([, value]) => Array.isArray(value) && value.some((id) => lost.has(id))
  )
  return refuse('form_invalid', Object.fromEntries(fields.map(([field]) => [field, '文件没有传好，请重新上传。'])))
}

/** Turns a draft into a case, and hands in mended cases (补正). Both run inside the caller's once-only transaction. */
export function makeSubmit({ clock, seals, catalogue, calendar, outbox, notify }: Deps) {
  const openCase = async (
    tx: Tx,
    given: { citizenId: string; draftId: string; definition: ServiceDefinition; answers: Answers; seal: CitizenSeal }
  ): Promise<CaseRow> => {
    const { guide } = given.definition
    const id = newId()
    const at = clock.now()
    await keepVersion(tx, { serviceId: guide.id, version: guide.version, definition: given.definition, at })
    const row = {
      id,
      citizen_id: given.citizenId,
      draft_id: given.draftId,
      service_id: guide.id,
      service_version: guide.version,
      service_name: guide.name,
      department: guide.department.name,
      answers_sealed: answersSeal(given.seal, `services_cases.answers:${id}`).seal(given.answers),
      submitted_at: at,
      promised_day: promisedDay(guide.promise.value, at, calendar)
    }
    while (!(await insertCase(tx, { ...row, number: drawNumber(civilDateAt(at)) })));
    await insertEvent(tx, id, {
      event_id: 'submitted',
      position: 1,
      state: 'submitted',
      by_department: false,
      at,
      note_sealed: null
    })
    const opened = await lockCase(tx, id)
    if (!opened) throw new Error('the case vanished inside its own transaction')
    return opened
  }

  /** Refused: not_found, draft_submitted (fields.caseId), conflict, form_changed, form_invalid. */
  const submit = async (
    tx: Tx,
    citizenId: string,
    draftId: string,
    seen: { formVersion: string; revision: number }
  ) => {
    const draft = await lockDraft(tx, citizenId, draftId)
    if (!draft) return refuse('not_found')
    if (draft.case_id) return refuse('draft_submitted', { caseId: draft.case_id })
    const definition = catalogue.definition(draft.service_id)
    if (!definition?.form) return refuse('not_found')
    if (seen.formVersion !== definition.form.version) return refuse('form_changed')
    if (seen.revision !== draft.revision) return refuse('conflict')
    const seal = await seals.of(tx, citizenId)
    const draftSeal = answersSeal(seal, `services_drafts.answers:${draftId}`)
    const good = await checked(tx, definition.form, citizenId, draftSeal.open(draft.answers_sealed), clock.today())
    if (isRefused(good)) return good
    const opened = await openCase(tx, { citizenId, draftId, definition, answers: good.answers, seal })
    await linkToCase(tx, citizenId, opened.id, good.files)
    await closeDraft(tx, draftId, opened.id, draftSeal.seal({}))
    await outbox.enqueue(tx, { topic: 'services.deliver', key: opened.id, payload: { caseId: opened.id } })
    await notify(tx, noticeOf(opened, 'case.submitted'))
    return opened
  }

  /** 补正. Refused: not_found, conflict (the case does not wait for it), form_invalid. */
  const answerCorrection = async (tx: Tx, citizenId: string, caseId: string, given: Answers) => {
    const found = await lockCase(tx, caseId)
    if (!found || found.citizen_id !== citizenId) return refuse('not_found')
    if (found.state !== 'correction') return refuse('conflict')
    // A month that was right on the day of application stays right, however long the department took to ask.
    const day = civilDateAt(found.submitted_at)
    const good = await checked(tx, await keptForm(tx, found), citizenId, given, day)
    if (isRefused(good)) return good
    const seal = await seals.of(tx, citizenId)
    const at = clock.now()
    const supplementId = newId()
    await insertEvent(tx, caseId, {
      event_id: supplementId,
      position: nextPosition(await eventsOf(tx, caseId)),
      state: 'submitted',
      by_department: false,
      at,
      note_sealed: seal.seal('已按要求补正', `services_case_events.note:${caseId}:${supplementId}`)
    })
    const change = {
      state: 'submitted' as const,
      updated_at: at,
      delivery: 'waiting' as const,
      correction_sealed: null,
      answers_sealed: answersSeal(seal, `services_cases.answers:${caseId}`).seal(good.answers)
    }
    await changeCase(tx, caseId, change)
    await linkToCase(tx, citizenId, caseId, good.files)
    await outbox.enqueue(tx, { topic: 'services.supplement', key: supplementId, payload: { caseId, supplementId } })
    return { ...found, ...change }
  }
  return { submit, answerCorrection }
}
export type Submit = ReturnType<typeof makeSubmit>
