import { civilDateAt } from '@shared/values/civil-date'
import type { Db } from '../../platform/db/db'
import type { OutboxTopic } from '../../platform/outbox/worker'
import type { CertificateGiven, Certificates } from '../certificates/port'
import { caseById } from './case-store'
import type { Cases, OpenedCase } from './cases'
import type { Catalogue } from './catalogue'

interface Deps {
  db: Db
  cases: Pick<Cases, 'opened'>
  catalogue: Pick<Catalogue, 'definition'>
  certificates: Pick<Certificates, 'issue'>
}

const textOf = ({ answers }: OpenedCase, field: string): string => {
  const value = answers[field]
  return typeof value === 'string' ? value : ''
}

/** An enterprise holds what is granted to it, not whoever filled the form in. */
function holderOf(opened: OpenedCase): CertificateGiven['holder'] {
  const { holder, nameField, certNoField } = opened.kept.acceptance
  return holder
    ? { name: textOf(opened, holder.name), idNumber: textOf(opened, holder.code), enterprise: true }
    : { name: textOf(opened, nameField), idNumber: textOf(opened, certNoField) }
}

/** After 办结 with a document: it becomes an e-certificate of the applicant; 不予批准 never does. Repeated at will. */
export const makeIssueCertificate = ({ db, cases, catalogue, certificates }: Deps): OutboxTopic => ({
  handle: async ({ payload }) => {
    const row = await caseById(db, payload.caseId ?? '')
    // the account has been closed meanwhile
    if (!row) return { done: true }
    const opened = await cases.opened(db, row)
    const { result } = opened
    if (!result) return { parked: 'the case has no result' }
    if (result.granted === false) return { done: true }
    const department = catalogue.definition(row.service_id)?.guide.department.id ?? row.department
    await certificates.issue({
      ownerId: row.citizen_id,
      caseId: row.id,
      serviceId: row.service_id,
      title: result.title,
      department: { id: department, name: row.department },
      holder: holderOf(opened),
      number: result.documentNo,
      issuedOn: civilDateAt(new Date(result.issuedAt)),
      validUntil: result.validUntil ?? null
    })
    return { done: true }
  }
})
