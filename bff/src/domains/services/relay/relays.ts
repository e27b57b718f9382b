import type { EditOrigin } from '@shared/contract/applications'
import { type Answers, type Field, type Form, formFields, holdsFiles } from '@shared/contract/form'
import { formAskingFor, isBlank } from '@shared/contract/form-shown'
import { typedCode } from '@shared/values/typed-code'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Tx } from '../../../platform/db/db'
import { drawCode } from '../../../platform/draw-code'
import type { StaffCaller } from '../../../platform/http/caller'
import { isRefused, refuse } from '../../../platform/http/refused'
import type { RecurringJob } from '../../../platform/jobs/recurring'
import { newId } from '../../../platform/new-id'
import type { CitizenSeals } from '../../identity/port'
import type { Ledger } from '../../ledger/port'
import type { ActingCaller } from '../../mandates/port'
import type { StaffDirectory } from '../../staff/port'
import { mayActOn, withoutFields } from '../acting-scope'
import type { Catalogue } from '../catalogue'
import { handlesCases } from '../desk/desk-reach'
import { lockDraft } from '../draft-store'
import { namedFiles, uploadedIds } from '../drafts'
import { filesOf } from '../file-store'
import { shownSituation } from '../kept-situation'
import { makeTakeEdits } from '../take-edits'
import * as store from './store'

const MINUTE = 60_000
const CODE_MS = 10 * MINUTE
const DESK_MS = 60 * MINUTE
const TRIES_MS = 15 * MINUTE
const MOST_TRIES = 5

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  catalogue: Catalogue
  ledger: Ledger
  staff: Pick<StaffDirectory, 'publicName'>
  blindIndex: (purpose: string, value: string) => string
  /** page that takes a code; the code is appended */
  relayPage: string
}

/** Files, signatures and consents are the person's own: nobody at a window gives them. */
const isPersonal = (field: Field) => holdsFiles(field) || field.kind === 'agreement'

const personalIn = (form: Form): string[] =>
  formFields(form)
    .filter(isPersonal)
    .map(({ id }) => id)

/** The address of the page on another phone. It stands behind #, so that no server log sees the code. */
export const makeRelayPage = ({ PUBLIC_URL, PORT }: { PUBLIC_URL?: string | undefined; PORT: number }): string =>
  `${PUBLIC_URL ? new URL(PUBLIC_URL).origin : `http://localhost:${PORT}`}/#/packages/services/pages/relay/index?code=`

/** 接力码: a window of the item's department goes on with a draft, until the person ends it. */
export function makeRelays({ db, clock, seals, catalogue, ledger, staff, blindIndex, relayPage }: Deps) {
  const takeEdits = makeTakeEdits({ clock, seals })
  const from = (ms: number) => new Date(clock.now().getTime() + ms)
  const indexOf = (code: string) => blindIndex('relay', typedCode(code).replaceAll('-', ''))

  /** The draft of the caller that is not handed in. Refused: not_found, out_of_scope. */
  const mine = async (tx: Tx, caller: ActingCaller, draftId: string) => {
    const draft = await lockDraft(tx, caller.ownerIds, draftId)
    if (!draft) return refuse('not_found')
    return mayActOn(caller, draft.service_id) ? draft : refuse('out_of_scope')
  }

  /** Runs `find` unless there were too many wrong codes; what it does not find is one more. In the store: down = refused. */
  const tried = async <T>(tx: Tx, who: string, find: () => Promise<T | null>) => {
    const since = from(-TRIES_MS)
    if ((await store.triesOf(tx, who, since)) >= MOST_TRIES)
      return refuse('too_many_requests', { retryAfter: String(TRIES_MS / 1000) })
    const found = await find()
    if (found !== null) return found
    await store.countTry(tx, who, clock.now(), since)
    return refuse('not_found')
  }

  /** The draft as a clerk sees it after these edits. */
  const atDesk = async (
    tx: Tx,
    relay: store.RelayRow,
    caller: StaffCaller,
    batch: { edits: Answers; from?: EditOrigin }
  ) => {
    const draft = await store.openDraftById(tx, relay.draft_id)
    const definition = draft && catalogue.definition(draft.service_id)
    if (!draft || !definition?.form || definition.guide.department.id !== caller.department) return null
    const { form } = definition
    const personal = personalIn(form)
    const edits = withoutFields(batch.edits, personal)
    const taken = await takeEdits(
      tx,
      draft,
      form,
      { ...batch, edits },
      { acted: `staff:${caller.staffId}`, columns: {} }
    )
    const ids = uploadedIds(form, taken.answers)
    const files = await namedFiles(tx, seals, await filesOf(tx, [draft.citizen_id], ids))
    const situation = shownSituation(catalogue, await seals.of(tx, draft.citizen_id), taken.row)
    const opened = { ...taken, serviceName: definition.guide.name, files, hidden: [], situation, collection: null }
    return {
      relay,
      form: formAskingFor(form, situation?.materials),
      personal,
      opened,
      endsAt: relay.desk_until ?? from(DESK_MS)
    }
  }

  return {
    /** Refused: not_found, out_of_scope (also under 亲情代办: a window would read what the proxy may not), draft_submitted. */
    make: (caller: ActingCaller, draftId: string) =>
      db.tx(async (tx) => {
        const draft = await mine(tx, caller, draftId)
        if (isRefused(draft)) return draft
        if (caller.capacity.kind === 'proxy') return refuse('out_of_scope')
        if (draft.case_id) return refuse('draft_submitted', { caseId: draft.case_id })
        const code = drawCode(8)
        const until = from(CODE_MS)
        await store.putRelay(tx, { id: newId(), draft_id: draftId, code_index: indexOf(code), until })
        return { code, until, link: `${relayPage}${code}` }
      }),
    /** On another phone of the person; the code is used. Refused: not_found, too_many_requests, out_of_scope. */
    take: (caller: ActingCaller, code: string) =>
      db.tx(async (tx) => {
        const found = await tried(tx, `citizen:${caller.citizenId}`, async () => {
          const relay = await store.lockByCode(tx, indexOf(code), clock.now())
          const draft = relay && (await lockDraft(tx, caller.ownerIds, relay.draft_id))
          return draft && draft.case_id === null ? draft : null
        })
        if (isRefused(found)) return found
        if (!mayActOn(caller, found.service_id)) return refuse('out_of_scope')
        await store.dropRelayOf(tx, found.id)
        return { draftId: found.id, serviceId: found.service_id }
      }),
    show: (caller: ActingCaller, draftId: string) =>
      db.tx(async (tx) => {
        const draft = await mine(tx, caller, draftId)
        if (isRefused(draft)) return draft
        const relay = await store.relayOf(tx, draftId)
        const live = relay?.staff_id && (relay.handed_back || (relay.desk_until ?? new Date(0)) > clock.now())
        if (!relay?.staff_id || !live) return { state: 'none' as const, by: null, changed: [] }
        const edited = await store.fieldsEditedBy(tx, draftId, `staff:${relay.staff_id}`, relay.from_revision ?? 0)
        const form = catalogue.definition(draft.service_id)?.form
        const labels = form ? formFields(form).filter(({ id }) => edited.includes(id)) : []
        return {
          state: relay.handed_back ? ('handed-back' as const) : ('at-desk' as const),
          by: await staff.publicName(tx, relay.staff_id),
          changed: labels.map(({ label }) => label)
        }
      }),
    end: (caller: ActingCaller, draftId: string) =>
      db.tx(async (tx) => {
        const draft = await mine(tx, caller, draftId)
        if (isRefused(draft)) return draft
        await store.dropRelayOf(tx, draftId)
        return true
      }),
    /** At a window of the item's department. Refused: not_found, too_many_requests. */
    takeAtDesk: (caller: StaffCaller, code: string) =>
      db.tx(async (tx) => {
        if (!handlesCases(caller)) return refuse('not_found')
        const found = await tried(tx, `staff:${caller.staffId}`, async () => {
          const relay = await store.lockByCode(tx, indexOf(code), clock.now())
          return relay && atDesk(tx, relay, caller, { edits: {} })
        })
        if (isRefused(found)) return found
        const { row, answers, serviceName } = found.opened
        const given = { staffId: caller.staffId, revision: row.revision, until: from(DESK_MS) }
        await store.giveToDesk(tx, found.relay.id, given)
        const read = formFields(found.form).filter(({ id }) => !isBlank(answers[id]))
        await ledger.record(tx, {
          ownerId: row.citizen_id,
          reader: { kind: 'staff', id: caller.staffId, name: await staff.publicName(tx, caller.staffId) },
          purpose: `凭您的接力码在窗口帮您填写“${serviceName}”`,
          fields: read.length > 0 ? read.map(({ label }) => label) : ['还没有填写的申请表']
        })
        return { ...found, endsAt: given.until }
      }),
    save: (caller: StaffCaller, relayId: string, batch: { edits: Answers; from: EditOrigin }) =>
      db.tx(async (tx) => {
        const relay = await store.lockAtDesk(tx, relayId, caller.staffId, clock.now())
        return (relay && (await atDesk(tx, relay, caller, batch))) ?? refuse('not_found')
      }),
    handBack: (caller: StaffCaller, relayId: string) =>
      db.tx(async (tx) => {
        const relay = await store.lockAtDesk(tx, relayId, caller.staffId, clock.now())
        if (!relay) return refuse('not_found')
        await store.handBack(tx, relayId)
        return true
      }),
    cleanUp: {
      name: 'services.old-relays',
      everyMs: 60 * MINUTE,
      run: () => store.dropOldRelays(db, from(-60 * MINUTE))
    } satisfies RecurringJob
  }
}
export type Relays = ReturnType<typeof makeRelays>
