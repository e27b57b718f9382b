import { type Answers, formFields, holdsFiles } from '@shared/contract/form'
import { answerInWords } from '@shared/contract/form-words'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { DepartmentRefused, DepartmentUnavailable } from '../../platform/department-client/errors'
import type { Files } from '../../platform/files/files'
import type { OutboxJob, OutboxOutcome, OutboxTopic } from '../../platform/outbox/worker'
import type { CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import { answersSeal } from './answers-seal'
import { noticeOf } from './case-notice'
import { type CaseRow, caseById, changeCase } from './case-store'
import type { LocalPlatform } from './desk/local-platform'
import { namedFiles, uploadedIds } from './drafts'
import { filesOfCase } from './file-store'
import { type KeptDefinition, keptService, localItem } from './kept-form'
import type { AcceptancePlatform, Application, EnrolmentRegister } from './port'
import type { RecordStep } from './record-step'
import type { UnderConsent } from './under-consent'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
  platform: AcceptancePlatform
  local: LocalPlatform
  register: EnrolmentRegister
  recordStep: RecordStep
  notify: Notify
  underConsent: UnderConsent
  /** 备案 and 告知承诺 at our own desk end with the hand-over; nothing for other items */
  doneAtOnce: (caseId: string) => Promise<void>
}

/** A virus was found after the file came: no department gets it, and staff see the case that waits. */
class InfectedFile extends Error {}

const textOf = (answers: Answers, field: string): string => {
  const value = answers[field]
  return typeof value === 'string' ? value : ''
}

/** Department calls made by the outbox worker, never inside a transaction. Each may be repeated at will. */
export function makeHandOver({
  db,
  clock,
  seals,
  files,
  platform,
  local,
  register,
  recordStep,
  notify,
  underConsent,
  doneAtOnce
}: Deps) {
  const materialsOf = async (found: CaseRow, kept: KeptDefinition, answers: Answers) => {
    const fields = formFields(kept.form).filter(holdsFiles)
    const known = await namedFiles(db, seals, await filesOfCase(db, found, uploadedIds(kept.form, answers)))
    return Promise.all(
      fields.flatMap((field) =>
        known
          .filter(({ row }) => uploadedIds(kept.form, { [field.id]: answers[field.id] ?? [] }).includes(row.id))
          .map(async ({ row, name }) => {
            if (row.scan === 'infected') throw new InfectedFile(row.id)
            const bytes = await files.get(row.id)
            if (!bytes) throw new Error(`the bytes of file ${row.id} are gone`)
            const seal = await seals.of(db, row.citizen_id)
            const content = seal.openBytes(bytes, `services_files:${row.id}`)
            return { name: field.label, fileName: name, contentType: row.type, content }
          })
      )
    )
  }

  const applicationOf = async (found: CaseRow): Promise<Application> => {
    const kept = await keptService(db, found)
    const seal = await seals.of(db, found.citizen_id)
    const answers = answersSeal(seal, `services_cases.answers:${found.id}`).open(found.answers_sealed)
    const { acceptance } = kept
    if (!('itemCode' in acceptance)) throw new Error(`${found.service_id} goes to no department's system`)
    return {
      outerId: found.id,
      itemCode: acceptance.itemCode,
      itemName: acceptance.itemName,
      applicant: {
        name: textOf(answers, acceptance.nameField),
        certNo: textOf(answers, acceptance.certNoField),
        mobile: textOf(answers, acceptance.mobileField)
      },
      form: formFields(kept.form).flatMap((field) => {
        const value = answerInWords(field, answers[field.id])
        return value === null ? [] : [{ label: field.label, value }]
      }),
      materials: await materialsOf(found, kept, answers),
      submittedAt: found.submitted_at
    }
  }

  const attempt = async (job: OutboxJob, act: (found: CaseRow) => Promise<OutboxOutcome>): Promise<OutboxOutcome> => {
    const found = await caseById(db, job.payload.caseId ?? '')
    if (!found) return { parked: 'no such case' }
    try {
      return await act(found)
    } catch (error) {
      if (error instanceof InfectedFile) return { parked: 'infected file' }
      if (error instanceof DepartmentRefused) return { parked: `refused ${error.code}` }
      if (!(error instanceof DepartmentUnavailable)) throw error
      if (found.delivery === 'waiting') await changeCase(db, found.id, { delivery: 'retrying' })
      return { later: error.reason }
    }
  }

  const stuck = async (job: OutboxJob) => changeCase(db, job.payload.caseId ?? '', { delivery: 'stuck' })

  /** The first hand-over; null = the owner does not agree. */
  const toProvider = async (found: CaseRow, job: OutboxJob) => {
    if (localItem(await keptService(db, found)))
      return underConsent({ found, job, system: 'local' }, (grant) => local.apply({ outerId: found.id }, grant))
    const application = await applicationOf(found)
    return underConsent({ found, job, system: 'ykb' }, (grant) => platform.apply(application, grant))
  }

  /** The mended case; our own desk has it already, it only asks whether the owner still agrees. */
  const mendedToProvider = async (found: CaseRow, job: OutboxJob, supplementId: string) => {
    if (localItem(await keptService(db, found)))
      return underConsent({ found, job, system: 'local' }, (grant) => local.apply({ outerId: found.id }, grant))
    const application = await applicationOf(found)
    return underConsent({ found, job, system: 'ykb' }, (grant) => platform.supplement(application, supplementId, grant))
  }

  const deliver = (job: OutboxJob) =>
    attempt(job, async (found) => {
      // taken back by the applicant before the department got it
      if (found.state === 'withdrawn') return { done: true }
      const taken = await toProvider(found, job)
      if (!taken) return { done: true }
      await recordStep.receipt(found.id, taken.answer)
      await doneAtOnce(found.id)
      return { done: true }
    })

  const supplement = (job: OutboxJob) =>
    attempt(job, async (found) => {
      const supplementId = job.payload.supplementId ?? ''
      if (found.state === 'withdrawn') return { done: true }
      const taken = await mendedToProvider(found, job, supplementId)
      if (taken)
        await recordStep.receipt(found.id, { receiptNo: found.receipt_no ?? '', receivedAt: clock.now() }, supplementId)
      return { done: true }
    })

  /** After 办结: what the bureau's own register says. It may book a little later than the platform reports. */
  const fetchResult = (job: OutboxJob) =>
    attempt(job, async (found) => {
      const { applicant } = await applicationOf(found)
      const read = await underConsent({ found, job, system: 'rsj' }, (grant) =>
        register.flexibleStatus(applicant, grant)
      )
      if (!read) return { done: true }
      const enrolment = read.answer
      if (!enrolment.enrolled) return { later: 'the bureau has not booked it yet' }
      const details = [
        ...(enrolment.personalNo ? [{ label: '个人编号', value: enrolment.personalNo }] : []),
        ...(enrolment.agency ? [{ label: '经办机构', value: enrolment.agency }] : []),
        ...enrolment.insurances.map(({ name, since, status }) => ({ label: name, value: `${status}，${since} 起` }))
      ]
      const seal = await seals.of(db, found.citizen_id)
      await db.tx(async (tx) => {
        await changeCase(tx, found.id, {
          result_details_sealed: seal.seal(JSON.stringify(details), `services_cases.result_details:${found.id}`),
          updated_at: clock.now()
        })
        await notify(tx, noticeOf(found, 'case.result'))
      })
      return { done: true }
    })

  return {
    'services.deliver': { handle: deliver, parked: stuck },
    'services.supplement': { handle: supplement, parked: stuck },
    'services.fetch-result': { handle: fetchResult }
  } satisfies Record<string, OutboxTopic>
}
