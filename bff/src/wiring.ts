import type { Middleware } from 'koa'
import { createApp } from './app'
import type { Config } from './config'
import { makeCertificatesDomain } from './domains/certificates/make-certificates'
import { makeConsentsHolding } from './domains/consents/holding'
import { bindConsents } from './domains/consents/routes'
import { makeConsents } from './domains/consents/service'
import { makeAnswers } from './domains/consult/answer'
import { makeConsult } from './domains/consult/make-consult'
import { photoUrlAt } from './domains/consult/photo-url'
import { topicsOf } from './domains/consult/topics'
import { makeContentDesk } from './domains/content/content-desk'
import { bindFacts } from './domains/content/facts-routes'
import { bindInstitutions, institutionsSource, makeInstitutions } from './domains/content/institutions-routes'
import { forgetOldProposals } from './domains/content/proposals'
import type { Releases } from './domains/content/releases'
import { bindContent } from './domains/content/routes'
import { makeFeedback } from './domains/feedback/make-feedback'
import { makeDirectory } from './domains/halls/directory'
import { hallsAttention, hallsSource } from './domains/halls/home-sources'
import { makeHalls } from './domains/halls/make-halls'
import { hallsMatters } from './domains/halls/matters'
import { makeRateableVisits } from './domains/halls/rateable-visits'
import { bindHome } from './domains/home/routes'
import { makeIdentityDomain } from './domains/identity/make-identity-domain'
import { samePerson } from './domains/identity/same-person'
import { makeCitizenSeals } from './domains/identity/seals'
import { makeSessions, SESSION_LIFE_MS } from './domains/identity/sessions'
import { makeLedgerHolding } from './domains/ledger/holding'
import { ledgerKeys } from './domains/ledger/keys'
import { bindLedger } from './domains/ledger/routes'
import { makeLedger, makeLedgerService } from './domains/ledger/service'
import { makeMandatesDomain } from './domains/mandates/make-mandates'
import type { Acting } from './domains/mandates/port'
import { messagesHolding } from './domains/messages/holding'
import { bindMessages } from './domains/messages/routes'
import { messagesSource } from './domains/messages/search-source'
import { makeInbox, makeNotify } from './domains/messages/service'
import { noticesHolding } from './domains/notices/holding'
import { bindNotices } from './domains/notices/routes'
import { makeRightsDomain } from './domains/rights/make-rights'
import { servicesAttention } from './domains/services/attention'
import { makeGoOn } from './domains/services/awaiting-consent'
import { casesSource } from './domains/services/cases-source'
import { makeCatalogue } from './domains/services/catalogue'
import { makeCollections } from './domains/services/collect/collections'
import { makeDraftCollections } from './domains/services/collect/draft-collections'
import { bindCollections } from './domains/services/collect/routes'
import { makeCopyCase } from './domains/services/copy-case'
import { deskReach } from './domains/services/desk/desk-reach'
import { makeDesk } from './domains/services/desk/make-desk'
import { freeCasesOf } from './domains/services/desk/store'
import { windowPayments } from './domains/services/desk/window-payments'
import { makeDrafts } from './domains/services/drafts'
import { bindDeskFigures } from './domains/services/figures/routes'
import { makeCitizenFiles } from './domains/services/files'
import { makeHandOver } from './domains/services/hand-over'
import { makeServicesHolding } from './domains/services/holding'
import { makeIntakes } from './domains/services/intake/intakes'
import { bindIntakes } from './domains/services/intake/routes'
import { makeIssueCertificate } from './domains/services/issue-certificate'
import { makeHandedInPapers } from './domains/services/materials/handed-in-papers'
import { makeMyMaterials } from './domains/services/materials/my-materials'
import { bindMaterials } from './domains/services/materials/routes'
import { servicesMatters } from './domains/services/matters'
import { makeOwedActs } from './domains/services/owed/hand-in-owed'
import { makeOwedClock, makeOwedSubject } from './domains/services/owed/owed-clock'
import { bindOwed, owedAttention } from './domains/services/owed/routes'
import { makePlatformDesk } from './domains/services/platform/make-platform-desk'
import { makePledgeSubjects } from './domains/services/pledge/pledge-subjects'
import { makePrefillDomain } from './domains/services/prefill/make-prefill'
import { makeProxyReads } from './domains/services/proxy-reads'
import { makeRateableCases } from './domains/services/rateable-cases'
import { makeRecordStep } from './domains/services/record-step'
import { makeRecountJob } from './domains/services/recount'
import { makeRelayPage, makeRelays } from './domains/services/relay/relays'
import { bindRelays } from './domains/services/relay/routes'
import { bindDepartments, bindServices } from './domains/services/routes'
import { rescanFiles } from './domains/services/scan-files'
import { servicesSource } from './domains/services/search/search-source'
import { bindServiceCheck, makeServiceCheck } from './domains/services/service-check'
import { makeSubmit } from './domains/services/submit'
import { makeUnderConsent } from './domains/services/under-consent'
import { bindUploads } from './domains/services/upload/routes'
import { makeUploads } from './domains/services/upload/uploads'
import { makeWriteLine } from './domains/services/write-line'
import { bindSignOn } from './domains/sign-on/routes'
import { makeSignOn } from './domains/sign-on/service'
import type { StaffLeft } from './domains/staff/port'
import { makeStaff } from './domains/staff/staff'
import { bindDeskTasks, forgetOldTasks } from './domains/tasks/desk-tasks'
import { makeTasks } from './domains/tasks/open-task'
import { withParkedTasks } from './domains/tasks/parked'
import type { TaskKind, TaskSubject } from './domains/tasks/port'
import { freeAllOf } from './domains/tasks/store'
import { bindWechatPush } from './domains/wechat-push/routes'
import { makeWechatPushes } from './domains/wechat-push/service'
import { parseCalendars } from './platform/clock/calendar'
import type { Clock } from './platform/clock/clock'
import type { DepartmentNumbers } from './platform/department-client/numbers'
import { makeCallAudit } from './platform/department-client/store'
import { makeAudit } from './platform/http/audit'
import { makeOnce } from './platform/http/idempotency'
import { makeRateLimiter } from './platform/http/rate-limit'
import { makeUpkeep } from './platform/jobs/upkeep'
import type { Log } from './platform/log/log'
import type { Metrics } from './platform/metrics/metrics'
import { makeOutbox } from './platform/outbox/outbox'
import { makeOutboxWorker } from './platform/outbox/worker'
import { makeJudgePhoto } from './platform/photos/judge-photo'
import { makeScan } from './platform/scan/clamd'
import { makeSealer, type Sealer } from './platform/seal/sealer'
import { openSystemKey } from './platform/seal/system-key'
import { expireSlots, makeSlots } from './platform/slots/slots'
import type { Stores } from './stores'
import { makeConnectors } from './wiring-connectors'
import { bindSystem } from './wiring-system'

export interface Surroundings {
  log: Log
  metrics: Metrics
  clock: Clock
  releases: Releases
  /** H5, API page, routes of a development start */
  others: Middleware[]
  /** other patience with departments than departmentNumbers (tests that cannot wait for a breaker to close) */
  numbers?: Partial<DepartmentNumbers>
  /** a test's own (the negative control of the canary sweep seals nothing); no setting leads here */
  sealer?: Sealer
}

/** Whose queue the work without a department of its own lands in: 区政务服务办 runs the platform. */
export const PLATFORM_OFFICE = 'government-services'

/** Puts the product together for one deployment: which provider stands behind each port. Nothing else knows. */
export async function wire(
  config: Config,
  stores: Stores,
  { log, metrics, clock, releases, others, numbers, sealer: given }: Surroundings
) {
  const { db, kv, files } = stores
  const { masterKeys, indexKey } = stores
  const sealer = given ?? makeSealer({ masterKeys, indexKey, algorithm: config.SEAL_ALGORITHM })
  const seals = makeCitizenSeals(sealer)
  const systemKey = await openSystemKey(db, sealer, 'idempotency')
  const sessions = makeSessions(db, clock)
  const outbox = makeOutbox(clock)
  const outside = makeConnectors(config, { log, metrics, clock, kv, audit: makeCallAudit(db, log), numbers })
  const { wechat, ykb, rsj, sms, gaj, ykbAuth, scjg, zzk, wechatPush } = outside

  const { content } = releases
  const calendar = releases.view(({ calendars }) => parseCalendars(calendars))
  const catalogue = releases.view((given) => makeCatalogue(given, clock))
  const answers = releases.view((given) => makeAnswers(topicsOf(given)))
  const notify = makeNotify(clock)
  const tasks = makeTasks({ clock, calendar })
  const ledger = makeLedger(clock)
  const { signKey } = ledgerKeys(config, config.DATA_DIR)
  const reads = makeLedgerService({ db, clock, seals, tasks, notify, dataDir: config.DATA_DIR, signKey })
  const tellOwner: Acting['tellOwner'] = (tx, caller, act) => mandates.acting.tellOwner(tx, caller, act)
  const consents = makeConsents({ db, clock, content, samePerson, given: makeGoOn(outbox), tellOwner })
  const underConsent = makeUnderConsent({ db, clock, consents, ledger, content, notify })
  /** by kind of task: the domain that opens it shows and decides it */
  const subjects: Partial<Record<TaskKind, TaskSubject>> = { dispute: reads.disputes }
  const deskSeal = await openSystemKey(db, sealer, 'desk')
  const left: StaffLeft = async (tx, staffId) => {
    await freeAllOf(tx, staffId)
    await freeCasesOf(tx, staffId)
  }
  const staff = makeStaff({ db, clock, seal: deskSeal, sealer, departments: content.departments, left })
  const recordStep = makeRecordStep({ db, clock, seals, calendar, outbox, notify })
  const identity = makeIdentityDomain({
    ...{ db, kv, clock, sealer, seals, sessions, files, notify, tasks, wechat, sms, register: gaj, ykb: ykbAuth },
    nameLost: (tx, citizenId) => mandates.endAllOf(tx, citizenId),
    scale: config.RATE_SCALE
  })
  const { persons } = identity
  const mandates = makeMandatesDomain({
    ...{ db, clock, content, sealer, seals, notify, persons, register: scjg },
    subjects: identity.subjects,
    sessions: identity.capacitySessions
  })
  subjects.review = identity.reviewSubject(mandates.guardianships)
  const proxyRead = makeProxyReads({ db, clock, ledger, acting: mandates.acting })
  const signOn = makeSignOn({
    db,
    kv,
    clock,
    content,
    settings: config.partners,
    consents,
    ledger,
    persons,
    blindIndex: sealer.blindIndex
  })
  const signers: typeof outside.signers = { ...outside.signers, 'sign-on': signOn.signer }
  const materials = makeMyMaterials({ db, clock, seals, files, catalogue, content })
  const scan = makeScan(config.CLAMD_URL)
  const judgePhoto = makeJudgePhoto()
  const citizenFiles = makeCitizenFiles({ db, clock, seals, files, scan, judgePhoto, proxyRead, persons })
  const uploads = makeUploads({ db, clock, seals, files, citizenFiles })
  const desk = makeDesk({
    ...{ db, clock, calendar, seals, files, scan, notify, tasks, ledger, content, recordStep, persons },
    payments: windowPayments,
    acting: mandates.acting,
    staff: staff.directory
  })
  const { cases } = desk
  subjects.overdue = desk.overdueSubject
  subjects.filing = desk.filingSubject
  const papers = makeHandedInPapers({ seals, content, calendar })
  subjects.owed = makeOwedSubject(desk)
  const writeLine = makeWriteLine({ clock, seals })
  const owed = makeOwedActs({
    clock,
    seals,
    acting: mandates.acting,
    notify,
    papers,
    ...{ reach: deskReach, journal: desk.journal, writeLine }
  })
  const collections = makeCollections({
    ...{ clock, seals, notify, acting: mandates.acting, reach: deskReach, journal: desk.journal, writeLine }
  })
  const prefill = makePrefillDomain({
    ...{ db, clock, log, seals, catalogue, tasks, notify, persons, consents, content, ledger },
    acting: mandates.acting,
    library: zzk,
    files: citizenFiles,
    blindIndex: sealer.blindIndex
  })
  subjects['prefill-dispute'] = prefill.disputeSubject
  const submit = makeSubmit({
    ...{ consents, clock, seals, catalogue, calendar, outbox, notify, persons },
    acting: mandates.acting,
    desk: desk.local,
    prefills: prefill.prefills,
    papers
  })
  const relays = makeRelays({
    ...{ db, clock, seals, catalogue, ledger, staff: staff.directory },
    blindIndex: sealer.blindIndex,
    relayPage: makeRelayPage(config)
  })
  const intakes = makeIntakes({
    ...{ db, clock, seals, files, scan, judgePhoto, catalogue, content, ledger, consents },
    counter: identity.counter,
    staff: staff.directory,
    submitAtWindow: submit.submitAtWindow,
    journal: desk.journal
  })
  const topics = makeHandOver({
    db,
    clock,
    seals,
    files,
    platform: ykb,
    local: desk.platform,
    register: rsj,
    recordStep,
    notify,
    underConsent,
    doneAtOnce: desk.doneAtOnce
  })
  const certificates = makeCertificatesDomain({
    ...{ db, kv, clock, log, seals, ledger, notify, consents, content, persons, config },
    library: zzk,
    blindIndex: sealer.blindIndex,
    staff: staff.directory
  })
  Object.assign(
    subjects,
    makePledgeSubjects({ clock, calendar, seals, notify, tasks, journal: desk.journal, writeLine, certificates })
  )
  const platformDesk = makePlatformDesk({
    ...{ db, clock, log, outbox, content, recordStep, platform: ykb, office: PLATFORM_OFFICE },
    publicUrl: config.PUBLIC_URL ? new URL(config.PUBLIC_URL).href.replace(/\/$/, '') : null,
    contentDesk: makeContentDesk({ db, clock, releases })
  })
  const parking = { db, tasks, department: PLATFORM_OFFICE }
  const institutions = releases.view((c) => makeInstitutions(c.institutions))
  const directory = releases.view(({ halls }) => makeDirectory(halls))
  const feedback = makeFeedback({
    ...{
      db,
      clock,
      calendar,
      seals,
      ledger,
      tasks,
      notify,
      outbox,
      checkWords: identity.checkWords,
      acting: mandates.acting,
      content: releases.view(({ ratings }) => ratings)
    },
    rateables: { case: makeRateableCases(catalogue), visit: makeRateableVisits(directory, staff.departmentName) },
    staff: staff.directory,
    departmentName: staff.departmentName,
    office: PLATFORM_OFFICE
  })
  Object.assign(subjects, feedback.subjects)
  const halls = makeHalls({
    db,
    clock,
    calendar,
    slots: makeSlots(clock),
    notify,
    directory
  })
  const consult = makeConsult({
    ...{ db, clock, seals, files, scan, outbox, notify, ledger, consents, persons, content, answers },
    cases: makeRateableCases(catalogue),
    checkWords: identity.checkWords,
    askAboutPhoto: identity.askAboutPhoto,
    photoUrl: photoUrlAt(config),
    hotline: outside.hotline
  })
  const allTopics = {
    ...topics,
    ...consult.topics,
    ...feedback.topics,
    'services.issue-certificate': makeIssueCertificate({ db, cases, catalogue, certificates })
  }
  const worker = makeOutboxWorker({ db, clock, log, metrics, topics: withParkedTasks(allTopics, parking) })
  const rights = makeRightsDomain({
    ...{ db, clock, log, sealer, seals, files, ledger, notify, tasks, content, department: PLATFORM_OFFICE },
    accounts: identity.accounts,
    dataDir: config.DATA_DIR,
    // mandates before identity: the other side is told by name that a mandate has ended
    holdings: [
      mandates.holding,
      identity.holding,
      makeServicesHolding({ cases, catalogue, seals, materials }),
      feedback.holding,
      halls.holding,
      consult.holding,
      certificates.holding,
      makeConsentsHolding(clock),
      makeLedgerHolding(seals),
      messagesHolding,
      noticesHolding
    ]
  })
  subjects.correction = rights.correctionSubject
  const gone = { user_authorization_revoke: rights.revoked, user_authorization_cancellation: rights.revoked }
  const pushes = makeWechatPushes({ db, clock, log, sealer, handlers: { ...gone, ...consult.pushes } })
  const tickers = [reads.chain]
  const jobs = [
    ...rights.jobs,
    reads.dailyHead,
    ...certificates.jobs,
    signOn.cleanUp,
    ...mandates.jobs,
    staff.cleanUp,
    forgetOldTasks({ db, clock }),
    feedback.job,
    forgetOldProposals({ db, clock }),
    pushes.cleanUp,
    citizenFiles.cleanUp,
    uploads.cleanUp,
    rescanFiles({ db, seals, files, scan }),
    intakes.cleanUp,
    relays.cleanUp,
    ...halls.jobs,
    ...consult.jobs,
    expireSlots(db, clock),
    desk.clockJob,
    makeRecountJob({ db, clock, calendar, seals, notify }),
    makeOwedClock({ db, clock, notify, tasks }),
    ...platformDesk.jobs,
    ...identity.jobs,
    ...makeUpkeep(db, clock, metrics)
  ]

  const app = createApp({
    log,
    metrics,
    others,
    trustProxy: config.TRUST_PROXY === 'true',
    metricsToken: config.METRICS_TOKEN ?? null,
    bounds: [
      bindSystem(config.GIT_COMMIT, stores, outside.health),
      staff.bound,
      bindDeskTasks({
        db,
        clock,
        ledger,
        staff: staff.directory,
        departmentName: staff.departmentName,
        seal: deskSeal,
        subjects
      }),
      ...identity.bounds,
      bindServices({
        catalogue,
        drafts: makeDrafts({ db, clock, seals, catalogue, files, acting: mandates.acting }),
        files: citizenFiles,
        submit,
        cases,
        copyCase: makeCopyCase(clock),
        proxyRead,
        withdraw: desk.withdraw
      }),
      bindServiceCheck(releases.view((given) => makeServiceCheck(given, clock))),
      ...prefill.bound,
      bindMaterials(materials, catalogue),
      bindOwed(db, owed),
      bindCollections(db, collections, makeDraftCollections({ clock, seals, catalogue })),
      feedback.bound,
      halls.bound,
      bindInstitutions(institutions),
      bindFacts(content),
      ...consult.bounds,
      ...desk.bounds,
      bindDeskFigures({
        db,
        guides: () => [...content.services.values()].map(({ guide }) => guide),
        satisfaction: feedback.satisfied
      }),
      bindIntakes(intakes),
      bindRelays(relays),
      bindUploads(uploads),
      ...platformDesk.bounds,
      bindContent({ db, clock, releases, staff: staff.directory }),
      mandates.bind(identity.meOf),
      bindConsents(consents),
      bindLedger(reads),
      bindSignOn(signOn),
      ...certificates.bounds,
      bindMessages(makeInbox({ db, clock })),
      bindHome({
        log,
        search: [servicesSource(catalogue), hallsSource(directory), institutionsSource(institutions)],
        ownSearch: [casesSource(db), certificates.search, messagesSource(db)],
        attention: [
          servicesAttention(db),
          owedAttention(db),
          hallsAttention({ db, clock }),
          certificates.attention,
          mandates.attention
        ],
        matters: [servicesMatters(db), hallsMatters(db)]
      }),
      bindNotices({ db, clock, terms: releases.view(({ terms }) => terms), site: config.site }),
      ...rights.bounds,
      bindDepartments(recordStep, ykb.toCaseStep),
      bindWechatPush(wechatPush, pushes)
    ],
    mount: {
      log,
      clock,
      identify: {
        bySession: sessions.bySession,
        byStaff: staff.byStaff,
        byDepartment: async (department, request) => {
          const checked = await (signers[department]?.(request) ?? { refused: 'unknown' })
          if ('name' in checked) return checked.name
          log.warn({ event: 'callback-refused', department, reason: checked.refused })
          return null
        }
      },
      limiter: makeRateLimiter({ redis: stores.redis, scale: config.RATE_SCALE }),
      once: makeOnce(db, clock, systemKey),
      audit: makeAudit(db, clock),
      transport: {
        publicUrl: config.PUBLIC_URL ? new URL(config.PUBLIC_URL).origin : null,
        secure: config.PUBLIC_URL?.startsWith('https://') ?? false,
        lifeMs: SESSION_LIFE_MS
      }
    }
  })
  return { app, outbox, worker, jobs, tickers, followers: [releases.follow], sealer }
}
