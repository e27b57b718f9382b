import { type Answers, type Field, formFields, holdsFiles } from '@shared/contract/form'
import { isBlank, isOfMaterials } from '@shared/contract/form-shown'
import type { SilentSource } from '@shared/contract/prefill'
import { canonicalJson } from '../../../platform/canonical-json'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Tx } from '../../../platform/db/db'
import { isRefused, refuse } from '../../../platform/http/refused'
import type { Log } from '../../../platform/log/log'
import { newId } from '../../../platform/new-id'
import type { CitizenSeals } from '../../identity/port'
import type { ActingCaller } from '../../mandates/port'
import type { Tasks } from '../../tasks/port'
import { hiddenFields, mayActOn } from '../acting-scope'
import { answersSeal } from '../answers-seal'
import type { Catalogue } from '../catalogue'
import { lockDraft } from '../draft-store'
import { linkToDraft } from '../file-store'
import { situationOf } from '../kept-situation'
import { inSituation } from '../situation'
import { disputePlace } from './dispute-subject'
import type { Found, PrefillSource, SourceAnswer, Wanted } from './source'
import { dropOffers, insertDispute, noteDispute, noteKept, type PrefillRow, prefillsOf, saveOffer } from './store'

/** How long one source is waited for, in ms: with what goes on around it the answer comes within 2.5 s. */
const PATIENCE_MS = 2_000
/** A disputed entry is looked at within this many working days (PIPL art. 46: in good time). */
const ANSWER_WITHIN = 10

interface Deps {
  db: Db
  clock: Clock
  log: Log
  seals: CitizenSeals
  catalogue: Catalogue
  tasks: Tasks
  sources: readonly PrefillSource[]
  blindIndex(purpose: string, value: string): string
  /** test: other patience with a source, in ms */
  patienceMs?: number
}

const named = (id: PrefillSource['id'], fields: Field[], answers: Answers): Wanted[] =>
  fields.flatMap((field) => {
    const names = field.prefill?.from.filter((name) => name.startsWith(`${id}.`)) ?? []
    return names.length > 0 ? [{ field, names, blank: isBlank(answers[field.id]) }] : []
  })

/** The value of the best source of a field. */
const best = (field: Field, found: Found[]): Found | undefined =>
  field.prefill?.from.flatMap((name) => found.find((one) => one.field === field.id && one.name === name) ?? [])[0]

/** Values that come by themselves: asked for, remembered by their hash, disputed, checked when handed in. */
export function makePrefills(deps: Deps) {
  const { db, clock, log, seals, catalogue, tasks, sources, patienceMs = PATIENCE_MS } = deps
  const hashOf = (draftId: string, field: string, value: Answers[string] | undefined) =>
    deps.blindIndex('prefill', `${draftId} ${field} ${canonicalJson(value)}`)

  const askOne = async (source: PrefillSource, request: Parameters<PrefillSource['ask']>[0]) => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs)
    })
    const asked = source.ask(request).catch((error: unknown) => {
      log.warn({
        event: 'prefill-source-failed',
        source: source.id,
        error: error instanceof Error ? error.name : 'unknown'
      })
      return null
    })
    const answer: SourceAnswer | null = await Promise.race([asked, late])
    clearTimeout(timer)
    return { source, fields: request.wanted.map(({ field }) => field.id), answer }
  }

  /** The draft and its fields somebody may see. Refused: not_found, out_of_scope, draft_submitted. */
  const openDraft = async (tx: Tx, caller: ActingCaller, draftId: string) => {
    const row = await lockDraft(tx, caller.ownerIds, draftId)
    if (!row) return refuse('not_found')
    if (!mayActOn(caller, row.service_id)) return refuse('out_of_scope')
    if (row.case_id) return refuse('draft_submitted', { caseId: row.case_id })
    const definition = catalogue.definition(row.service_id)
    const form = definition?.form
    if (!form) return refuse('not_found')
    const hidden = hiddenFields(form, caller)
    const seal = await seals.of(tx, row.citizen_id)
    const chosen = inSituation(definition, situationOf(catalogue, seal, row)).form ?? form
    const answers = answersSeal(seal, `services_drafts.answers:${draftId}`).open(row.answers_sealed)
    const fields = formFields(form).filter(({ id }) => !hidden.includes(id))
    // a paper the 情形 does not ask for is fetched from nowhere
    return { row, answers, fields, asked: fields.filter((field) => isOfMaterials(field, chosen)) }
  }

  const remember = (caller: ActingCaller, draftId: string, offers: Found[], mute: string[]) =>
    db.tx(async (tx) => {
      const opened = await openDraft(tx, caller, draftId)
      if (isRefused(opened)) return opened
      const { answers, fields } = opened
      const at = clock.now()
      for (const { field, name, source, department, value, ...offer } of offers)
        await saveOffer(tx, {
          ...{ draft_id: draftId, field, name, source, department, hash: hashOf(draftId, field, value) },
          ...{ source_at: offer.at, offered_at: at }
        })
      const files = offers.flatMap(({ file }) => file?.id ?? [])
      await linkToDraft(tx, caller.ownerIds, draftId, files)
      const known = await prefillsOf(tx, draftId)
      // given before, and it stands in the draft as it came: files are fetched once, and a source may be silent now
      const asksFiles = (field: string) => fields.some((one) => one.id === field && holdsFiles(one))
      const still = known.filter(
        ({ field, hash, name }) =>
          (asksFiles(field) || mute.some((id) => name.startsWith(`${id}.`))) &&
          hash === hashOf(draftId, field, answers[field])
      )
      const stand = [...offers, ...still].map(({ field }) => field)
      await dropOffers(
        tx,
        draftId,
        known.map(({ field }) => field).filter((field) => !stand.includes(field))
      )
      return { known, still: still.flatMap((one) => ({ one, value: answers[one.field] })) }
    })

  /** Refused: not_found, out_of_scope, draft_submitted. */
  const offer = async (caller: ActingCaller, draftId: string) => {
    const opened = await db.tx((tx) => openDraft(tx, caller, draftId))
    if (isRefused(opened)) return opened
    const { fields, row, answers } = opened
    const asked = sources.flatMap((source) => {
      const wanted = named(source.id, opened.asked, answers)
      return wanted.length > 0 ? [askOne(source, { caller, serviceId: row.service_id, wanted })] : []
    })
    const answered = await Promise.all(asked)
    const found = answered.flatMap(({ answer }) => (answer && 'found' in answer ? answer.found : []))
    const offers = fields.flatMap((field) => best(field, found) ?? [])
    const mute = answered.flatMap(({ source, answer }) => (answer && 'found' in answer ? [] : [source.id]))
    const kept = await remember(caller, draftId, offers, mute)
    if (isRefused(kept)) return kept
    const disputed = kept.known.flatMap(({ field, disputed_at }) => (disputed_at ? [field] : []))
    const shown = [
      ...offers.map(({ name: _, department, ...rest }) => ({ ...rest, disputable: department !== null })),
      ...kept.still.flatMap(({ one, value }) =>
        value === undefined || offers.some(({ field }) => field === one.field)
          ? []
          : [{ field: one.field, value, source: one.source, at: one.source_at, disputable: one.department !== null }]
      )
    ]
    const silent = answered.flatMap(({ source: { name: source }, fields: asks, answer }): SilentSource[] => {
      const rest = asks.filter((field) => !shown.some((one) => one.field === field))
      if (rest.length === 0 || (answer && 'found' in answer)) return []
      if (answer === null) return [{ source, fields: rest, why: 'unavailable' }]
      return [{ source, fields: rest, why: 'consent', sharing: answer.consent }]
    })
    return { values: shown.filter(({ field }) => !disputed.includes(field)), silent }
  }

  /** Refused: not_found, out_of_scope, draft_submitted, conflict (nothing came there that a department answers for). */
  const dispute = (caller: ActingCaller, draftId: string, given: { field: string; text: string }) =>
    db.tx(async (tx) => {
      const opened = await openDraft(tx, caller, draftId)
      if (isRefused(opened)) return opened
      const label = opened.fields.find((field) => field.id === given.field)?.label
      if (label === undefined) return refuse('conflict')
      const noted = { draftId, field: given.field, id: newId(), at: clock.now() }
      const row = await noteDispute(tx, noted)
      if (!row?.department || !row.dispute_id) return refuse('conflict')
      const { citizen_id, service_id } = opened.row
      const seal = await seals.of(tx, citizen_id)
      await insertDispute(tx, {
        ...{ id: row.dispute_id, citizen_id, service_id, draft_id: draftId, field: given.field },
        ...{ source: row.source, source_at: row.source_at, disputed_at: noted.at },
        dispute_sealed: seal.seal(given.text, disputePlace(row, 'dispute'))
      })
      await tasks.open(tx, {
        kind: 'prefill-dispute',
        department: row.department,
        title: `核查登记信息：${label}`,
        aboutId: row.dispute_id,
        dueInWorkingDays: ANSWER_WITHIN
      })
      return true
    })

  const stands = ({ field, hash, disputed_at }: PrefillRow, draftId: string, answers: Answers): boolean =>
    disputed_at === null && hash === hashOf(draftId, field, answers[field])

  /** Fields whose answer stands as it came by itself. */
  const standing = async (tx: Tx, draftId: string, answers: Answers): Promise<ReadonlySet<string>> => {
    const known = await prefillsOf(tx, draftId)
    return new Set(known.filter((row) => stands(row, draftId, answers)).map(({ field }) => field))
  }

  /** At 提交: what still has the hash it was offered with stands as its source's; anything else is the person's own word. */
  const settle = async (tx: Tx, draftId: string, answers: Answers): Promise<void> => {
    for (const row of await prefillsOf(tx, draftId))
      await noteKept(tx, draftId, row.field, stands(row, draftId, answers))
  }

  return { offer, dispute, settle, standing }
}
export type Prefills = ReturnType<typeof makePrefills>
