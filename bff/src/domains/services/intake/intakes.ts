import type { Sharing } from '@shared/contract/consents'
import type { Answers, Form } from '@shared/contract/form'
import { type Confirmation, PRESENCES, type Presence } from '@shared/contract/intakes'
import { checkPhone } from '@shared/values/phone'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../../platform/db/db'
import type { Files } from '../../../platform/files/files'
import { sm3 } from '../../../platform/gm/sm3'
import type { StaffCaller } from '../../../platform/http/caller'
import type { UploadedBytes } from '../../../platform/http/read-body'
import { isRefused, type Refused, refuse } from '../../../platform/http/refused'
import type { RecurringJob } from '../../../platform/jobs/recurring'
import { newId } from '../../../platform/new-id'
import type { JudgePhoto } from '../../../platform/photos/judge-photo'
import type { Scan } from '../../../platform/scan/clamd'
import type { Consents } from '../../consents/port'
import type { Content, ServiceDefinition } from '../../content/port'
import type { CitizenSeals, Counter, VerifiedPerson } from '../../identity/port'
import type { Ledger } from '../../ledger/port'
import type { ActingCaller } from '../../mandates/port'
import type { StaffDirectory } from '../../staff/port'
import type { Catalogue } from '../catalogue'
import { handlesCases } from '../desk/desk-reach'
import type { Moves } from '../desk/moves'
import { uploadedIds } from '../drafts'
import { filesOf, insertFile, linkToCase } from '../file-store'
import { lookAtPhoto, presentArrived } from '../look-at-photo'
import { inSituation, presentSituation } from '../situation'
import type { Submit } from '../submit'
import { cardPerson, confirmedDigest, intakeWords, notOfCard, personPlace } from './confirmed'
import { makeKeptWork } from './kept-work'
import {
  type BegunRow,
  closeIntake,
  dropExpiredIntakes,
  type IntakeRow,
  insertIntake,
  intakeOf,
  keepConfirmed,
  lockIntake,
  openIntakeOf
} from './store'

/** Nobody stands at a counter longer; what is left after it goes. */
const OPEN_MS = 24 * 3_600_000

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
  scan: Scan
  judgePhoto: JudgePhoto
  catalogue: Catalogue
  counter: Counter
  ledger: Ledger
  staff: Pick<StaffDirectory, 'publicName'>
  submitAtWindow: Submit['submitAtWindow']
  journal: Moves['journal']
  content: Pick<Content, 'sharings'>
  consents: Pick<Consents, 'missing'> & {
    needed(ownerId: string, serviceId: string): Promise<{ sharing: Sharing; given: boolean }[] | Refused<'not_found'>>
    give(tx: Tx, caller: ActingCaller, wanted: { sharingId: string; version: string }): Promise<unknown>
  }
}

interface Taken {
  formVersion: string
  answers: Answers
  agreed: string[]
  situation?: string | undefined
  confirmation: Confirmation
}
type Online = ServiceDefinition & { form: Form; acceptance: NonNullable<ServiceDefinition['acceptance']> }

const situationsOf = ({ rules }: ServiceDefinition) => rules?.situations ?? []

const isOnline = (definition: ServiceDefinition | null): definition is Online =>
  Boolean(definition?.form && definition.acceptance)

/** The person acts for themselves, through the hands of the clerk. */
const inPerson = (ownerIds: readonly string[]): ActingCaller => {
  const citizenId = ownerIds[0] ?? ''
  const capacity = { kind: 'self' as const, mandateId: null, scope: null }
  return { citizenId, selfIds: ownerIds, ownerId: citizenId, ownerIds, capacity }
}

/** 窗口代办录入: clerks fill in applications of their own department's items for people who stand before them. */
export function makeIntakes(deps: Deps) {
  const {
    db,
    clock,
    seals,
    files,
    scan,
    judgePhoto,
    catalogue,
    content,
    counter,
    ledger,
    staff,
    submitAtWindow,
    journal,
    consents
  } = deps

  const itemOf = (caller: StaffCaller, serviceId: string): Online | null => {
    const definition = catalogue.definition(serviceId)
    const ours = handlesCases(caller) && definition?.guide.department.id === caller.department
    return ours && isOnline(definition) ? definition : null
  }
  const open = (row: IntakeRow | null): row is IntakeRow => row !== null && row.expires_at > clock.now()

  const agreeTo = async (tx: Tx, owner: ActingCaller, item: Online, agreed: readonly string[]) => {
    for (const { id } of await consents.missing(tx, owner.ownerId, item.sharings)) {
      const version = content.sharings.get(id)?.version
      if (version && agreed.includes(id)) await consents.give(tx, owner, { sharingId: id, version })
    }
  }

  /** Who confirmed it how; the number is the one a code was sent to. Refused: form_invalid. */
  const confirmed = async (tx: Tx, row: IntakeRow, item: Online, given: Taken) => {
    if (given.confirmation.by === 'sms')
      return row.confirmed_digest === confirmedDigest(given)
        ? { phone: String(given.answers[item.acceptance.mobileField] ?? ''), fileId: null }
        : refuse('form_invalid', { code: '内容在验证以后改过，请重新获取验证码。' })
    const { fileId } = given.confirmation
    const signed = await filesOf(tx, [row.citizen_id], [fileId])
    // another paper of the application is no signature
    const another = uploadedIds(item.form, given.answers).includes(fileId)
    return signed.length === 1 && !another
      ? { phone: null, fileId }
      : refuse('form_invalid', { fileId: '请上传本人的签名。' })
  }

  const writeDown = async (
    tx: Tx,
    caller: StaffCaller,
    item: Online,
    found: { id: string; number: string; citizen_id: string }
  ) => {
    const name = await staff.publicName(tx, caller.staffId)
    const fields = item.form.steps.flatMap((step) => step.fields.map(({ label }) => label))
    const reader = { kind: 'staff' as const, id: caller.staffId, name }
    const about = { caseId: found.id, caseNumber: found.number }
    await ledger.record(tx, { ownerId: found.citizen_id, reader, purpose: '在窗口协助填写申请', fields, ...about })
  }

  /** Refused: not_found, conflict (handed in, or its time is over), form_changed, form_invalid, service_closed, consent_required. */
  const handIn = async (tx: Tx, caller: StaffCaller, intakeId: string, given: Taken) => {
    const row = await lockIntake(tx, caller.staffId, intakeId)
    const item = row && itemOf(caller, row.service_id)
    if (!row || !item) return refuse('not_found')
    if (!open(row) || row.case_id) return refuse('conflict')
    if (given.formVersion !== item.form.version) return refuse('form_changed')
    const { open: taken, note } = catalogue.availability(row.service_id)
    if (!taken) return refuse('service_closed', note ? { until: note } : undefined)
    const situation = situationsOf(item).find(({ id }) => id === given.situation) ?? null
    if (given.situation && !situation) return refuse('form_invalid', { situation: '请重新选择情形。' })
    const person = await personOf(tx, row)
    const wrong = notOfCard(item.acceptance, given.answers, person, clock.today())
    if (wrong) return wrong
    const proof = await confirmed(tx, row, item, given)
    if (isRefused(proof)) return proof
    const ownerIds = await counter.settle(tx, row.citizen_id, person, proof.phone)
    const owner = inPerson(ownerIds)
    await agreeTo(tx, owner, item, given.agreed)
    const definition = inSituation(item, situation)
    const window = intakeWords(row.presence, given.confirmation.by)
    const opened = await submitAtWindow(tx, owner, {
      id: intakeId,
      definition,
      form: definition.form ?? item.form,
      given: given.answers,
      window
    })
    if (isRefused(opened)) return opened
    const { fileId } = proof
    await closeIntake(tx, intakeId, { caseId: opened.id, confirmedBy: given.confirmation.by, fileId })
    if (fileId) await linkToCase(tx, ownerIds, opened.id, [fileId])
    await journal(tx, opened, { act: 'intake', staffId: caller.staffId, note: PRESENCES[row.presence] })
    await writeDown(tx, caller, item, opened)
    return { caseId: opened.id, number: opened.number }
  }

  const personOf = async (sql: Sql, row: IntakeRow): Promise<VerifiedPerson> => {
    const seal = await seals.of(sql, row.citizen_id)
    return cardPerson.parse(JSON.parse(seal.open(row.person_sealed, personPlace(row.id))))
  }

  const begunAs = async (row: BegunRow, item: Online, person: VerifiedPerson) => {
    const needed = await consents.needed('', row.service_id)
    const situations = situationsOf(item).map((one) => ({ id: one.id, ...presentSituation(item, one) }))
    return { row, item, person, situations, sharings: isRefused(needed) ? [] : needed.map(({ sharing }) => sharing) }
  }
  const keptWork = makeKeptWork(deps)

  return {
    items: (caller: StaffCaller) =>
      catalogue
        .list({ department: caller.department, limit: '100' })
        .items.filter(({ id, availability }) => availability.open && itemOf(caller, id))
        .map(({ id, name }) => ({ id, name })),
    /** Refused: not_found, service_closed, and what the look at the card says. */
    begin: async (
      caller: StaffCaller,
      given: { serviceId: string; name: string; idNumber: string; presence: Presence }
    ) => {
      const item = itemOf(caller, given.serviceId)
      if (!item) return refuse('not_found')
      const { open: taken, note } = catalogue.availability(given.serviceId)
      if (!taken) return refuse('service_closed', note ? { until: note } : undefined)
      const person = await counter.look(caller.staffId, given)
      if (isRefused(person)) return person
      const row = await db.tx(async (tx) => {
        const id = newId()
        const citizenId = await counter.begin(tx)
        const seal = await seals.of(tx, citizenId)
        const at = clock.now()
        const fresh = {
          ...{ id, service_id: given.serviceId, department: caller.department, staff_id: caller.staffId },
          ...{ citizen_id: citizenId, presence: given.presence, opened_at: at },
          person_sealed: seal.seal(JSON.stringify(person), personPlace(id)),
          expires_at: new Date(at.getTime() + OPEN_MS)
        }
        await insertIntake(tx, fresh)
        return fresh
      })
      return begunAs(row, item, person)
    },
    /** What the clerk has begun and not handed in, with all that is filled in; null = nothing. */
    resume: async (caller: StaffCaller) => {
      const row = await openIntakeOf(db, caller.staffId, clock.now())
      const item = row && itemOf(caller, row.service_id)
      if (!row || !item) return null
      const person = await personOf(db, row)
      const { nameField, certNoField } = item.acceptance
      const card = { answers: { [nameField]: person.name, [certNoField]: person.idNumber }, agreed: [] }
      const work = (await keptWork.workOf(db, row)) ?? card
      return { begun: await begunAs(row, item, person), work, revision: row.work_revision }
    },
    keep: keptWork.keep,
    end: keptWork.end,
    /** Refused: not_found, conflict, file_infected, file_blank. A scanner that is away refuses nothing: the file is looked at later. */
    upload: async (caller: StaffCaller, intakeId: string, given: UploadedBytes) => {
      const row = await intakeOf(db, caller.staffId, intakeId)
      if (!row) return refuse('not_found')
      if (!open(row) || row.case_id) return refuse('conflict')
      const scanned = await scan(given.bytes)
      if (scanned === 'infected') return refuse('file_infected')
      const looked = await lookAtPhoto(judgePhoto, given)
      if (isRefused(looked)) return looked
      const id = newId()
      const seal = await seals.of(db, row.citizen_id)
      await files.put(id, seal.sealBytes(given.bytes, `services_files:${id}`))
      const file = {
        ...{ id, citizen_id: row.citizen_id, type: given.type, bytes: given.bytes.length, created_at: clock.now() },
        name_sealed: seal.seal(given.name, `services_files.name:${id}`),
        sm3: sm3(given.bytes).toString('hex'),
        ...{ scan: scanned, ...looked }
      }
      await insertFile(db, file)
      return presentArrived(file, given.name)
    },
    /** Refused: not_found, conflict, bad_request, too_many_requests. */
    sendCode: async (caller: StaffCaller, intakeId: string, phone: string, address: string) => {
      const row = await intakeOf(db, caller.staffId, intakeId)
      if (!row) return refuse('not_found')
      return open(row) && !row.case_id ? counter.sendCode(row.citizen_id, phone, address) : refuse('conflict')
    },
    /**
     * Judges the code before anything is handed in, in a transaction of its own: a wrong try stays counted. A repeated call
     * finds it taken. Refused: not_found, code_wrong, code_expired, too_many_requests.
     */
    takeCode: async (caller: StaffCaller, intakeId: string, given: Taken, address: string) => {
      const { confirmation } = given
      if (confirmation.by !== 'sms') return true
      return db.tx(async (tx) => {
        const row = await lockIntake(tx, caller.staffId, intakeId)
        const item = row && itemOf(caller, row.service_id)
        if (!row || !item) return refuse('not_found')
        if (row.case_id || row.confirmed_digest === confirmedDigest(given)) return true
        const phone = checkPhone(String(given.answers[item.acceptance.mobileField] ?? ''))
        if (!phone.ok) return refuse('form_invalid', { [item.acceptance.mobileField]: `${phone.reason}。` })
        const wanted = { begun: row.citizen_id, phone: phone.value, address, code: confirmation.code }
        const right = await counter.takeCode(tx, wanted)
        if (right === true) await keepConfirmed(tx, intakeId, confirmedDigest(given))
        return right
      })
    },
    handIn,
    cleanUp: {
      name: 'services.old-intakes',
      everyMs: 3_600_000,
      run: async () => {
        const gone = await db.tx(async (tx) => {
          const dropped = await dropExpiredIntakes(tx, clock.now())
          for (const citizenId of dropped.citizens) await counter.drop(tx, citizenId)
          return dropped.files
        })
        await Promise.all(gone.map((id) => files.remove(id)))
      }
    } satisfies RecurringJob
  }
}
export type Intakes = ReturnType<typeof makeIntakes>
