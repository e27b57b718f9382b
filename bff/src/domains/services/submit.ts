import { randomInt } from 'node:crypto'
import type { Answers, Form } from '@shared/contract/form'
import type { TimeLimit } from '@shared/contract/guide'
import { addDays, civilDateAt } from '@shared/values/civil-date'
import { addWorkingDays, type WorkingCalendar } from '@shared/values/working-days'
import type { PublishedCalendar } from '../../platform/clock/calendar'
import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import { isRefused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Outbox } from '../../platform/outbox/outbox'
import type { Consents } from '../consents/port'
import type { ServiceDefinition } from '../content/port'
import type { CitizenSeal, CitizenSeals, Persons } from '../identity/port'
import type { Acting, ActingCaller } from '../mandates/port'
import type { Notify } from '../messages/port'
import { actedColumns, actedNote } from './acted'
import { mayActOn } from './acting-scope'
import { answersSeal } from './answers-seal'
import { joinWhole } from './bundle-cases'
import { type Part, partsFor } from './bundle-parts'
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
import { makeCheckHandedIn } from './check-handed-in'
import { carryToCase } from './collect/draft-collections'
import type { LocalDesk } from './desk/local-desk'
import { onlyReopened, withFollowers } from './desk/reopened'
import { dropLog } from './draft-log-store'
import { closeDraft, type DraftRow, lockDraft } from './draft-store'
import { linkToCase } from './file-store'
import { keptService } from './kept-form'
import { situationOf } from './kept-situation'
import type { HandedInPapersOf } from './materials/handed-in-papers'
import type { Prefills } from './prefill/prefills'
import { type CaseDefinition, inSituation } from './situation'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  catalogue: Catalogue
  calendar: PublishedCalendar
  outbox: Outbox
  notify: Notify
  acting: Acting
  persons: Pick<Persons, 'phone'>
  consents: Consents
  desk: Pick<LocalDesk, 'begin' | 'reopened' | 'mended'>
  prefills: Pick<Prefills, 'settle' | 'standing'>
  papers: HandedInPapersOf
}

/** What a new case is made of. */
interface OpenedBy {
  caller: ActingCaller
  draft: Pick<DraftRow, 'id' | 'citizen_id'>
  definition: CaseDefinition
  answers: Answers
  leftOut: string[]
  seal: CitizenSeal
  /** taken in at a counter: how, in words */
  window?: string
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

/** What the owner reads about answers an earlier choice made needless; null when there are none. */
const leftOutNote = (labels: string[]): string | null =>
  labels.length > 0 ? `按您的选择，以下内容不用填，没有提交：${labels.join('、')}` : null

/** Turns a draft into a case, and hands in mended cases (补正). Both run inside the caller's once-only transaction. */
export function makeSubmit({
  clock,
  seals,
  catalogue,
  calendar,
  outbox,
  notify,
  acting,
  persons,
  consents,
  desk,
  prefills,
  papers
}: Deps) {
  const checkHandedIn = makeCheckHandedIn({ persons })
  /** What a department would get without the owner's consent, as a refusal; null = everything is agreed to. */
  const unconsented = async (tx: Tx, ownerId: string, serviceId: string) => {
    const sharings = catalogue.definition(serviceId)?.sharings ?? []
    const missing = await consents.missing(tx, ownerId, sharings)
    if (missing.length === 0) return null
    return refuse('consent_required', Object.fromEntries(missing.map(({ id, purpose }) => [id, purpose])))
  }

  const openCase = async (tx: Tx, given: OpenedBy): Promise<CaseRow> => {
    const { guide } = given.definition
    const id = newId()
    const at = clock.now()
    const actor = await acting.actorOf(tx, given.caller)
    const acted = actedColumns(actor, given.seal, id)
    const note = actedNote(actor, [given.window, leftOutNote(given.leftOut)].filter(Boolean).join('。') || null)
    await keepVersion(tx, { serviceId: guide.id, version: guide.version, definition: given.definition, at })
    const row = {
      id,
      citizen_id: given.draft.citizen_id,
      draft_id: given.draft.id,
      service_id: guide.id,
      service_version: guide.version,
      service_name: guide.name,
      department: guide.department.name,
      answers_sealed: answersSeal(given.seal, `services_cases.answers:${id}`).seal(given.answers),
      submitted_at: at,
      promised_day: promisedDay(guide.promise.value, at, calendar),
      counted_to: calendar.lastYear,
      channel: given.window ? ('window' as const) : ('online' as const),
      ...acted
    }
    while (!(await insertCase(tx, { ...row, number: drawNumber(civilDateAt(at)) })));
    const event = {
      event_id: 'submitted',
      position: 1,
      state: 'submitted' as const,
      by_department: false,
      at,
      note_sealed: note && given.seal.seal(note, `services_case_events.note:${id}:submitted`)
    }
    await insertEvent(tx, id, event, acted)
    const opened = await lockCase(tx, id)
    if (!opened) throw new Error('the case vanished inside its own transaction')
    return opened
  }

  /** Gives a case to its department: at our own desk, or by the worker. */
  const handOver = async (tx: Tx, caseId: string, definition: ServiceDefinition): Promise<void> => {
    await desk.begin(tx, caseId, definition)
    await outbox.enqueue(tx, { topic: 'services.deliver', key: caseId, payload: { caseId } })
  }

  /** 一件事: a case of its own for each part; the whole itself goes nowhere. */
  const openParts = async (
    tx: Tx,
    whole: CaseRow,
    { parts, ...given }: Pick<OpenedBy, 'caller' | 'seal' | 'window'> & { parts: Part[] }
  ): Promise<CaseRow> => {
    for (const { definition, answers } of parts) {
      // one case a draft and part
      const draft = { id: `${whole.draft_id}:${definition.guide.id}`, citizen_id: whole.citizen_id }
      const opened = await openCase(tx, { ...given, draft, definition, answers, leftOut: [] })
      await joinWhole(tx, opened.id, whole.id)
      await handOver(tx, opened.id, definition)
    }
    const change = { delivery: 'delivered' as const }
    await changeCase(tx, whole.id, change)
    return { ...whole, ...change }
  }

  /** A case comes to be and goes its way. */
  const setOut = async (tx: Tx, given: OpenedBy & { files: readonly string[]; parts: Part[] }): Promise<CaseRow> => {
    const { caller, definition, answers, files, parts } = given
    const made = await openCase(tx, given)
    const opened = parts.length > 0 ? await openParts(tx, made, given) : made
    if (parts.length === 0) await handOver(tx, opened.id, definition)
    await linkToCase(tx, caller.ownerIds, opened.id, files)
    const { form, acceptance } = definition
    if (form && acceptance) await papers.keep(tx, opened, { form, acceptance, answers, at: opened.submitted_at })
    await notify(tx, noticeOf(opened, 'case.submitted'))
    return opened
  }

  /** What was taken in at a counter (`id` names the intake). Refused: form_invalid, form_changed, service_closed, consent_required. */
  const submitAtWindow = async (
    tx: Tx,
    caller: ActingCaller,
    taken: { id: string; definition: CaseDefinition; form: Form; given: Answers; window: string }
  ) => {
    const { definition, form, given, window } = taken
    const citizenId = caller.ownerId
    const good = await checkHandedIn(tx, { caller, form, citizenId, given, before: given }, clock.today())
    if (isRefused(good)) return good
    const { acceptance } = definition
    const unfit = acceptance && (await papers.check(tx, { form, acceptance, answers: good.answers }, clock.today()))
    if (unfit) return unfit
    const parts = partsFor(catalogue, definition, good.answers, clock.today())
    if (isRefused(parts)) return parts
    const lacking = await unconsented(tx, citizenId, definition.guide.id)
    if (lacking) return lacking
    const seal = await seals.of(tx, citizenId)
    const draft = { id: taken.id, citizen_id: citizenId }
    return setOut(tx, { caller, draft, definition, ...good, seal, window, parts })
  }

  /** Refused: not_found, out_of_scope, draft_submitted (fields.caseId), service_closed (fields.until), conflict, form_changed, form_invalid, consent_required. */
  const submit = async (
    tx: Tx,
    caller: ActingCaller,
    draftId: string,
    seen: { formVersion: string; revision: number }
  ) => {
    const draft = await lockDraft(tx, caller.ownerIds, draftId)
    if (!draft) return refuse('not_found')
    if (!mayActOn(caller, draft.service_id)) return refuse('out_of_scope')
    if (draft.case_id) return refuse('draft_submitted', { caseId: draft.case_id })
    const definition = catalogue.definition(draft.service_id)
    if (!definition?.form || !definition.acceptance) return refuse('not_found')
    const { open, note: until } = catalogue.availability(draft.service_id)
    if (!open) return refuse('service_closed', until ? { until } : undefined)
    if (seen.formVersion !== definition.form.version) return refuse('form_changed')
    if (seen.revision !== draft.revision) return refuse('conflict')
    const seal = await seals.of(tx, draft.citizen_id)
    const variant = inSituation(definition, situationOf(catalogue, seal, draft))
    const form = variant.form ?? definition.form
    const draftSeal = answersSeal(seal, `services_drafts.answers:${draftId}`)
    const given = draftSeal.open(draft.answers_sealed)
    const came = await prefills.standing(tx, draftId, given)
    const handedIn = { caller, form, citizenId: draft.citizen_id, given, before: given, came }
    const good = await checkHandedIn(tx, handedIn, clock.today())
    if (isRefused(good)) return good
    const parts = partsFor(catalogue, definition, good.answers, clock.today())
    if (isRefused(parts)) return parts
    const { acceptance } = definition
    const unfit = await papers.check(tx, { form, acceptance, answers: good.answers }, clock.today())
    if (unfit) return unfit
    const lacking = await unconsented(tx, draft.citizen_id, draft.service_id)
    if (lacking) return lacking
    await prefills.settle(tx, draftId, good.answers)
    const opened = await setOut(tx, { caller, draft, definition: variant, ...good, seal, parts })
    await carryToCase(tx, seal, opened, { acceptance })
    await closeDraft(tx, draftId, opened.id, draftSeal.seal({}))
    await dropLog(tx, draftId)
    await acting.tellOwner(tx, caller, {
      what: `提交了“${opened.service_name}”申请`,
      key: `submitted:${opened.id}`,
      about: { kind: 'case', id: opened.id },
      serviceId: opened.service_id
    })
    return opened
  }

  /** 补正. Refused: not_found, out_of_scope, conflict (the case does not wait for it), form_invalid, consent_required. */
  const answerCorrection = async (tx: Tx, caller: ActingCaller, caseId: string, given: Answers) => {
    const found = await lockCase(tx, caseId)
    if (!found || !caller.ownerIds.includes(found.citizen_id)) return refuse('not_found')
    if (!mayActOn(caller, found.service_id)) return refuse('out_of_scope')
    if (found.state !== 'correction') return refuse('conflict')
    // A month that was right on the day of application stays right, however long the department took to ask.
    const day = civilDateAt(found.submitted_at)
    const seal = await seals.of(tx, found.citizen_id)
    const caseSeal = answersSeal(seal, `services_cases.answers:${caseId}`)
    const { form, acceptance } = await keptService(tx, found)
    const before = caseSeal.open(found.answers_sealed)
    const open = await desk.reopened(tx, caseId)
    const allowed = open ? onlyReopened(withFollowers(form, open), before, given) : { answers: given }
    if (isRefused(allowed)) return allowed
    const handedIn = { caller, form, citizenId: found.citizen_id, given: allowed.answers, before }
    const good = await checkHandedIn(tx, handedIn, day)
    if (isRefused(good)) return good
    const unfit = await papers.check(tx, { form, acceptance, answers: good.answers }, day)
    if (unfit) return unfit
    const lacking = await unconsented(tx, found.citizen_id, found.service_id)
    if (lacking) return lacking
    const at = clock.now()
    const supplementId = newId()
    const actor = await acting.actorOf(tx, caller)
    const acted = actedColumns(actor, seal, caseId)
    const note = actedNote(actor, ['已按要求补正', leftOutNote(good.leftOut)].filter(Boolean).join('。'))
    const event = {
      event_id: supplementId,
      position: nextPosition(await eventsOf(tx, caseId)),
      state: 'submitted' as const,
      by_department: false,
      at,
      note_sealed: note && seal.seal(note, `services_case_events.note:${caseId}:${supplementId}`)
    }
    await insertEvent(tx, caseId, event, acted)
    const change = {
      state: 'submitted' as const,
      updated_at: at,
      delivery: 'waiting' as const,
      correction_sealed: null,
      answers_sealed: caseSeal.seal(good.answers),
      ...acted
    }
    await changeCase(tx, caseId, change)
    await linkToCase(tx, caller.ownerIds, caseId, good.files)
    await prefills.settle(tx, found.draft_id, good.answers)
    await papers.keep(tx, found, { form, acceptance, answers: good.answers, at })
    await desk.mended(tx, found, before, good.answers)
    await acting.tellOwner(tx, caller, {
      what: `补正了“${found.service_name}”申请`,
      key: `supplement:${supplementId}`,
      about: { kind: 'case', id: caseId },
      serviceId: found.service_id
    })
    await outbox.enqueue(tx, { topic: 'services.supplement', key: supplementId, payload: { caseId, supplementId } })
    return { ...found, ...change }
  }
  return { submit, submitAtWindow, answerCorrection }
}
export type Submit = ReturnType<typeof makeSubmit>
