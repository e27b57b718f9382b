import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { civilDateAt } from '@shared/values/civil-date'
import { loadContent } from '../../bff/src/domains/content/load'
import { makeCitizenSeals } from '../../bff/src/domains/identity/seals'
import { insertCitizen } from '../../bff/src/domains/identity/store'
import { makeLedger } from '../../bff/src/domains/ledger/service'
import type { Acting, ActingCaller } from '../../bff/src/domains/mandates/port'
import { makeNotify } from '../../bff/src/domains/messages/service'
import { makeCatalogue } from '../../bff/src/domains/services/catalogue'
import { makeDesk } from '../../bff/src/domains/services/desk/make-desk'
import { windowPayments } from '../../bff/src/domains/services/desk/window-payments'
import { makeDrafts } from '../../bff/src/domains/services/drafts'
import { insertFile } from '../../bff/src/domains/services/file-store'
import { makeHandOver } from '../../bff/src/domains/services/hand-over'
import { makeHandedInPapers } from '../../bff/src/domains/services/materials/handed-in-papers'
import type { Payments } from '../../bff/src/domains/services/port'
import { makeRecordStep } from '../../bff/src/domains/services/record-step'
import { makeSubmit } from '../../bff/src/domains/services/submit'
import { makeTasks } from '../../bff/src/domains/tasks/open-task'
import { parseCalendars } from '../../bff/src/platform/clock/calendar'
import { movableClock } from '../../bff/src/platform/clock/clock'
import type { Db } from '../../bff/src/platform/db/db'
import { makeOnce } from '../../bff/src/platform/http/idempotency'
import { newId } from '../../bff/src/platform/new-id'
import { makeOutbox } from '../../bff/src/platform/outbox/outbox'
import { makeScan } from '../../bff/src/platform/scan/clamd'
import { makeSealer } from '../../bff/src/platform/seal/sealer'
import { openSystemKey } from '../../bff/src/platform/seal/system-key'
import { person } from './apply'
import { localItem } from './apply-local'
import { testGrant } from './test-grant'
import { root } from './test-stores'

/** Everything in memory is dropped here; what the store had not committed is gone. */
export class Crash extends Error {}

/** A store whose transactions break at the named statement, as a process that dies there; 0 = never. */
function breakable(db: Db) {
  let left = 0
  const breaking: Db = {
    ...db,
    tx: (work) =>
      db.tx((tx) =>
        work({
          ...tx,
          query: (text, params) => {
            if (left > 0) {
              left -= 1
              if (left === 0) throw new Crash()
            }
            return tx.query(text, params)
          }
        })
      )
  }
  return {
    db: breaking,
    breakAt: (statement: number) => {
      left = statement
    }
  }
}

/** Answers that stand for name and code of an enterprise where a variant grants to one. */
const BANK = { bankName: '示例银行', bankCard: '6222020000000000000' }
const STAFF = ['li-clerk-0', 'wu-clerk-1', 'zhou-head-2'] as const
const acting: Acting = {
  // what is granted on a promise goes to the enterprise itself: everybody here is the one the answers name
  actorOf: async (_sql, { citizenId }) => ({ citizenId, capacity: 'enterprise', mandateId: null, label: '经办人张*' }),
  tellOwner: async () => undefined,
  enterpriseOf: async () => ({ name: BANK.bankName, creditCode: BANK.bankCard, confirmedAt: new Date(0) })
}
const none = () => Promise.reject(new Error('not part of this ground'))

/** The whole way of a local case over one store, without HTTP: what applicant, clerks, worker and clock do to it. */
export async function makeDeskGround(store: Db, payments: Payments = windowPayments) {
  const { db, breakAt } = breakable(store)
  const content = loadContent(path.join(root, 'bff', 'content'))
  const keys = { masterKeys: [{ id: 'k1', key: randomBytes(32) }], indexKey: randomBytes(32) }
  const sealer = makeSealer({ ...keys, algorithm: 'sm4' })
  const clock = movableClock()
  const seals = makeCitizenSeals(sealer)
  const calendar = parseCalendars(content.calendars)
  const outbox = makeOutbox(clock)
  const notify = makeNotify(clock)
  const base = { db, clock, calendar, seals, notify, outbox }
  const recordStep = makeRecordStep(base)
  const files = { put: none, get: none, remove: none, ping: none, kind: 'folder' as const }
  const staff = {
    publicName: async () => '窗口受理人员 · 区民政局',
    names: async () => new Map<string, string>(),
    ofDepartment: async () => STAFF.map((staffId) => ({ staffId, name: staffId, title: '窗口受理人员' }))
  }
  const tasks = makeTasks({ clock, calendar })
  const desk = makeDesk({
    ...base,
    files,
    scan: makeScan(undefined),
    tasks,
    ledger: makeLedger(clock),
    acting,
    staff,
    content,
    recordStep,
    persons: { accounts: async (_sql, citizenId) => [citizenId] },
    payments
  })
  const catalogue = makeCatalogue(content, clock)
  const consents = { grant: none, missing: async () => [], hold: async () => undefined }
  const persons = { phone: async () => null }
  const drafts = makeDrafts({ db, clock, seals, catalogue, files, acting })
  const prefills = { settle: async () => undefined, standing: async () => new Set<string>() }
  const papers = makeHandedInPapers({ seals, content, calendar })
  const submit = makeSubmit({ ...base, catalogue, acting, persons, consents, prefills, papers, desk: desk.local })
  const topics = makeHandOver({
    ...{ db, clock, seals, files, recordStep, notify, local: desk.platform },
    platform: { apply: none, supplement: none, status: none },
    register: { flexibleStatus: none },
    doneAtOnce: desk.doneAtOnce,
    underConsent: async ({ system }, call) => ({ answer: await call(testGrant(system)) })
  })
  const once = makeOnce(db, clock, await openSystemKey(store, sealer, 'idempotency'))

  const citizenId = newId()
  const caller: ActingCaller = {
    ...{ citizenId, selfIds: [citizenId], ownerId: citizenId, ownerIds: [citizenId] },
    capacity: { kind: 'self', mandateId: null, scope: null }
  }
  await store.tx((tx) =>
    insertCitizen(tx, { id: citizenId, wrappedKey: sealer.newWrappedKey(), kind: 'person', at: clock.now() })
  )
  const photo = async () => {
    const id = newId()
    const seal = await seals.of(store, citizenId)
    const name_sealed = seal.seal('照片.jpg', `services_files.name:${id}`)
    const row = {
      id,
      citizen_id: citizenId,
      name_sealed,
      type: 'image/jpeg',
      bytes: 1,
      sm3: '',
      created_at: clock.now()
    }
    await insertFile(store, row)
    return id
  }
  const [idFront, household, cardPhoto] = [await photo(), await photo(), await photo()]
  const answers = {
    ...{ name: person.name, citizenId: person.citizenId, phone: person.phone, street: '500103012' },
    ...BANK,
    ...{ idFront: [idFront], household: [household], cardPhoto: [cardPhoto], agreed: true }
  }
  const plain = content.services.get(localItem.id)
  /** The item as it is (0), with two persons for each decision (1, 3), a fee and 会办 (2, 3), as 备案 (4), on a promise (5). */
  const publish = (variant: number) => {
    if (!plain?.acceptance || !('local' in plain.acceptance)) throw new Error(`${localItem.id} is no local item`)
    const asks = [{ department: 'justice', question: '是否同意？', days: 3 }]
    const withFee = variant === 2 || variant === 3
    const pledged = { field: 'agreed', checkDays: 30, mendDays: 15, lookDays: 5, basis: '示例办法' }
    const holder = { name: 'bankName', code: 'bankCard' }
    const fee = { value: { amount: 8000, text: '每件 80 元' }, source: null }
    content.services.set(localItem.id, {
      ...plain,
      guide: { ...plain.guide, version: `${plain.guide.version}-${variant}`, ...(withFee ? { fee } : {}) },
      acceptance: {
        ...plain.acceptance,
        ...(variant === 4 ? { filing: true as const } : {}),
        ...(variant === 5 ? { pledged, holder } : {}),
        ...(variant === 1 || variant === 3 ? { secondPerson: true as const } : {}),
        ...(withFee ? { payDays: 5, coHandlers: asks } : {})
      }
    })
  }
  /** A complete draft; its id, form version and revision. */
  const draft = async () => {
    const opened = await drafts.open(caller, localItem.id, { edits: answers })
    if (!('row' in opened)) throw new Error(opened.code)
    return { id: opened.row.id, formVersion: opened.row.form_version, revision: opened.row.revision }
  }
  return {
    ...{ store, breakAt, once, clock, calendar, caller, answers, publish, draft, submit, desk, topics, staff: STAFF },
    today: () => civilDateAt(clock.now())
  }
}
export type DeskGround = Awaited<ReturnType<typeof makeDeskGround>>
