import { type acceptanceCallback, departmentsRoutes } from '@shared/contract/departments'
import { servicesRoutes } from '@shared/contract/services'
import type * as z from 'zod/mini'
import { instantText } from '../../platform/clock/instant-text'
import type { Tx } from '../../platform/db/db'
import { bind } from '../../platform/http/mount'
import { pageBefore } from '../../platform/http/page-before'
import { DONE, isRefused, refuse } from '../../platform/http/refused'
import type { ActingCaller } from '../mandates/port'
import type { CaseRow } from './case-store'
import type { Cases } from './cases'
import type { Catalogue } from './catalogue'
import type { CopyCase } from './copy-case'
import type { Withdraw } from './desk/withdraw'
import type { Drafts } from './drafts'
import type { CitizenFiles } from './files'
import type { CaseStep } from './port'
import { presentCase, presentCaseAnswers, presentCaseSummary, presentDraft } from './present'
import type { ProxyReads } from './proxy-reads'
import type { RecordStep } from './record-step'
import type { Submit } from './submit'

const PAGE = 20

export interface ServicesParts {
  catalogue: Catalogue
  drafts: Drafts
  files: CitizenFiles
  submit: Submit
  cases: Cases
  copyCase: CopyCase
  proxyRead: ProxyReads
  withdraw: Withdraw
}

export const bindServices = ({
  catalogue,
  drafts,
  files,
  submit,
  cases,
  copyCase,
  proxyRead,
  withdraw
}: ServicesParts) => {
  const present = async (tx: Tx, row: CaseRow, caller: ActingCaller) => presentCase(await cases.opened(tx, row), caller)
  return bind('services', servicesRoutes, {
    listServices: async ({ query }) => catalogue.list(query),
    showGuide: async ({ params }) => catalogue.guide(params.serviceId) ?? refuse('not_found'),
    showForm: async ({ params }) => catalogue.definition(params.serviceId)?.form ?? refuse('not_found'),
    listDrafts: async (_input, { caller }) => ({
      items: (await drafts.list(caller)).map(({ row, serviceName }) => ({
        id: row.id,
        serviceId: row.service_id,
        serviceName,
        updatedAt: instantText(row.updated_at)
      }))
    }),
    openDraft: async ({ params, body }, { caller }) => {
      const draft = await drafts.open(caller, params.serviceId, body)
      if (isRefused(draft)) return draft
      await proxyRead(caller, { id: draft.row.id, citizen_id: draft.row.citizen_id }, 'draft')
      return presentDraft(draft)
    },
    discardDraft: async ({ params }, { caller }) => {
      const discarded = await drafts.discard(caller, params.draftId)
      return isRefused(discarded) ? discarded : DONE
    },
    uploadFile: async ({ body }, { caller }) => files.upload(caller, body),
    downloadFile: async ({ params }, { caller }) => files.download(caller, params.fileId),
    submitDraft: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const row = await submit.submit(tx, caller, params.draftId, body)
        return isRefused(row) ? row : present(tx, row, caller)
      }),
    listCases: async ({ query }, { caller }) => {
      const before = pageBefore(query)
      if (isRefused(before)) return before
      const page = await cases.page(caller, before, Number(query.limit ?? PAGE))
      return { items: page.items.map(({ row, actedBy }) => presentCaseSummary(row, actedBy)), more: page.more }
    },
    showCase: async ({ params }, { caller }) => {
      const opened = await cases.show(caller, params.caseId)
      if (isRefused(opened)) return opened
      await proxyRead(caller, opened.row, 'case')
      return presentCase(opened, caller)
    },
    copyCase: async ({ params }, { caller }) => {
      const opened = await cases.show(caller, params.caseId)
      if (isRefused(opened)) return opened
      await proxyRead(caller, opened.row, 'case')
      return { name: '办件副本.pdf', type: 'application/pdf', bytes: await copyCase(opened, caller) }
    },
    answerCorrection: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const row = await submit.answerCorrection(tx, caller, params.caseId, body.answers)
        return isRefused(row) ? row : present(tx, row, caller)
      }),
    withdrawCase: async ({ params }, { caller, once }) =>
      once(async (tx) => {
        const row = await withdraw(tx, caller, params.caseId)
        return isRefused(row) ? row : present(tx, row, caller)
      }),
    showCaseAnswers: async ({ params }, { caller }) => {
      const opened = await cases.answersForCorrection(caller, params.caseId)
      if (isRefused(opened)) return opened
      await proxyRead(caller, opened.row, 'answers')
      return presentCaseAnswers(opened, caller)
    }
  })
}

/** The acceptance platform wants its own answer; everything but an unknown case is answered as taken. */
export const bindDepartments = (
  recordStep: RecordStep,
  toCaseStep: (body: z.output<typeof acceptanceCallback>) => CaseStep
) =>
  bind('departments', departmentsRoutes, {
    acceptanceCallback: async ({ body }) => {
      const recorded = await recordStep.step(toCaseStep(body))
      return isRefused(recorded) ? recorded : { code: '0000', message: 'ok' }
    }
  })
