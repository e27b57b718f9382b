import { type acceptanceCallback, departmentsRoutes } from '@shared/contract/departments'
import { servicesRoutes } from '@shared/contract/services'
import type * as z from 'zod/mini'
import { instantFrom, instantText } from '../../platform/clock/instant-text'
import type { Tx } from '../../platform/db/db'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused, refuse } from '../../platform/http/refused'
import type { CaseRow } from './case-store'
import type { Cases } from './cases'
import type { Catalogue } from './catalogue'
import type { Drafts } from './drafts'
import type { CitizenFiles } from './files'
import type { CaseStep } from './port'
import { presentCase, presentCaseAnswers, presentCaseSummary, presentDraft } from './present'
import type { RecordStep } from './record-step'
import type { Submit } from './submit'

const PAGE = 20

export interface ServicesParts {
  catalogue: Catalogue
  drafts: Drafts
  files: CitizenFiles
  submit: Submit
  cases: Cases
}

export const bindServices = ({ catalogue, drafts, files, submit, cases }: ServicesParts) => {
  const present = async (tx: Tx, row: CaseRow) => presentCase(await cases.opened(tx, row))
  return bind('services', servicesRoutes, {
    listServices: async ({ query }) => catalogue.list(query),
    showGuide: async ({ params }) => catalogue.definition(params.serviceId)?.guide ?? refuse('not_found'),
    showForm: async ({ params }) => catalogue.definition(params.serviceId)?.form ?? refuse('not_found'),
    listDrafts: async (_input, { caller }) => ({
      items: (await drafts.list(caller.citizenId)).map(({ row, serviceName }) => ({
        id: row.id,
        serviceId: row.service_id,
        serviceName,
        updatedAt: instantText(row.updated_at)
      }))
    }),
    openDraft: async ({ params, body }, { caller }) => {
      const draft = await drafts.open(caller.citizenId, params.serviceId, body.edits)
      return isRefused(draft) ? draft : presentDraft(draft)
    },
    discardDraft: async ({ params }, { caller }) => {
      const discarded = await drafts.discard(caller.citizenId, params.draftId)
      return isRefused(discarded) ? discarded : DONE
    },
    uploadFile: async ({ body }, { caller }) => files.upload(caller.citizenId, body),
    downloadFile: async ({ params }, { caller }) => files.download(caller.citizenId, params.fileId),
    submitDraft: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const row = await submit.submit(tx, caller.citizenId, params.draftId, body)
        return isRefused(row) ? row : present(tx, row)
      }),
    listCases: async ({ query }, { caller }) => {
      const before = query.before ? instantFrom(query.before) : null
      if (query.before && !before) return refuse('bad_request', { 'query.before': '时间格式不对。' })
      const page = await cases.page(caller.citizenId, before, Number(query.limit ?? PAGE))
      return { items: page.rows.map(presentCaseSummary), more: page.more }
    },
    showCase: async ({ params }, { caller }) => {
      const opened = await cases.show(caller.citizenId, params.caseId)
      return isRefused(opened) ? opened : presentCase(opened)
    },
    answerCorrection: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const row = await submit.answerCorrection(tx, caller.citizenId, params.caseId, body.answers)
        return isRefused(row) ? row : present(tx, row)
      }),
    showCaseAnswers: async ({ params }, { caller }) => {
      const opened = await cases.answersForCorrection(caller.citizenId, params.caseId)
      return isRefused(opened) ? opened : presentCaseAnswers(opened)
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
