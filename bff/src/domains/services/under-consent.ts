import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { DepartmentRefused, DepartmentUnavailable, LeaveTakenBack } from '../../platform/department-client/errors'
import type { OutboxJob } from '../../platform/outbox/worker'
import type { Consents, Grant } from '../consents/port'
import type { Content, SharingDefinition } from '../content/port'
import type { Ledger } from '../ledger/port'
import type { Notify } from '../messages/port'
import { putAside } from './awaiting-consent'
import { noticeOf } from './case-notice'
import { type CaseRow, changeCase, lockCase } from './case-store'
import { keptService } from './kept-form'

interface UnderConsentDeps {
  db: Db
  clock: Clock
  consents: Consents
  ledger: Ledger
  content: Pick<Content, 'services' | 'sharings'>
  notify: Notify
}

/** Answers of a department after which it may have read what we sent. */
const READ = ['timeout', 'garbage', 'busy']
const mayHaveRead = (error: unknown): boolean =>
  error instanceof DepartmentRefused || (error instanceof DepartmentUnavailable && READ.includes(error.reason))

/**
 * Runs a department call on a case only while its owner agrees (PIPL art. 23, 29), and writes to the ledger what the
 * department has read. Without consent the work is put aside, the owner is told, and it goes on when they agree.
 */
export function makeUnderConsent({ db, clock, consents, ledger, content, notify }: UnderConsentDeps) {
  const sharingOf = async (found: CaseRow, system: string): Promise<SharingDefinition> => {
    const kept = (await keptService(db, found)).sharings ?? []
    const published = content.services.get(found.service_id)?.sharings ?? []
    const sharing = [...kept, ...published].flatMap((id) => content.sharings.get(id) ?? [])
    const right = sharing.find((one) => one.system === system)
    if (!right) throw new Error(`${found.service_id} names no sharing to ${system}`)
    return right
  }

  /** False = consent was given while we looked. */
  const waits = (found: CaseRow, job: OutboxJob, sharing: SharingDefinition) =>
    db.tx(async (tx) => {
      const wanted = { ownerId: found.citizen_id, sharingId: sharing.id, department: sharing.system }
      await consents.hold(tx, found.citizen_id)
      if (await consents.grant(tx, wanted)) return false
      const { topic, key, payload } = job
      const work = { topic, key, payload, caseId: found.id, ownerId: found.citizen_id, sharingId: sharing.id }
      // before the row that points to it: a report of the department that comes now would stand in our way, and we in its
      const now = await lockCase(tx, found.id)
      await putAside(tx, { ...work, at: clock.now() })
      if (now && now.delivery !== 'delivered') await changeCase(tx, found.id, { delivery: 'unconsented' })
      const about = { ...found, department: sharing.department.name }
      await notify(tx, noticeOf(about, 'case.consent-missing', `consent-missing:${topic}:${key}`))
      return true
    })

  const wrote = (found: CaseRow, job: OutboxJob, { department }: SharingDefinition, grant: Grant<string>) =>
    db.tx((tx) =>
      ledger.record(tx, {
        ownerId: found.citizen_id,
        reader: { kind: 'department', ...department },
        purpose: grant.purpose,
        fields: grant.fields,
        caseId: found.id,
        caseNumber: found.number,
        once: `${job.topic}:${job.key}`
      })
    )

  /** null = there is no consent: nothing was sent, and the work waits for it. */
  return async <System extends 'ykb' | 'rsj' | 'local', T>(
    { found, job, system }: { found: CaseRow; job: OutboxJob; system: System },
    call: (grant: Grant<System>) => Promise<T>
  ): Promise<{ answer: T } | null> => {
    const sharing = await sharingOf(found, system)
    for (;;) {
      const wanted = { ownerId: found.citizen_id, sharingId: sharing.id, department: system }
      const grant = await consents.grant(db, wanted)
      if (grant)
        try {
          const answer = await call(grant)
          await wrote(found, job, sharing, grant)
          return { answer }
        } catch (error) {
          if (mayHaveRead(error)) await wrote(found, job, sharing, grant)
          if (!(error instanceof LeaveTakenBack)) throw error
        }
      if (await waits(found, job, sharing)) return null
    }
  }
}
export type UnderConsent = ReturnType<typeof makeUnderConsent>
