import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { bind } from '../../../platform/http/mount'
import { isRefused } from '../../../platform/http/refused'
import type { ActOnCase } from './act-on-case'
import type { AskHowToPay } from './ask-how-to-pay'
import type { DeskCases, DeskDetail } from './desk-cases'
import type { DeskReach } from './desk-reach'
import { presentDetail, presentLine } from './present-desk'

interface DeskParts {
  desk: DeskCases
  act: ActOnCase
  askHowToPay: AskHowToPay
  reach: DeskReach
}

export const bindDeskCases = ({ desk, act, askHowToPay, reach }: DeskParts) => {
  const reader = (staffId: string) => ({ staffId, today: desk.today(), calendar: desk.calendar })
  const present = (detail: DeskDetail, staffId: string) => presentDetail(detail, reader(staffId))
  return bind('deskCases', deskCasesRoutes, {
    listDeskCases: async ({ query }, { caller }) => {
      const { items, names, more, open, overdue, services } = await desk.list(caller, {
        view: query.view ?? 'open',
        service: query.service ?? null,
        number: query.number ?? null,
        page: Number(query.page ?? 1)
      })
      const lines = items.map((line) => presentLine(line, names, reader(caller.staffId)))
      return { items: lines, more, open, overdue, services }
    },
    showDeskCase: async ({ params }, { caller }) => {
      const shown = await desk.show(caller, params.caseId)
      return isRefused(shown) ? shown : present(shown, caller.staffId)
    },
    revealDeskCase: async ({ params, body }, { caller }) => desk.reveal(caller, params.caseId, body.reason),
    showDeskCaseFile: async ({ params, query }, { caller }) =>
      desk.file(caller, params.caseId, params.fileId, query.reason),
    uploadResultFile: async ({ params, body }, { caller }) => desk.uploadResult(caller, params.caseId, body),
    actOnDeskCase: async ({ params, body }, { caller, once }) => {
      const fee = body.act === 'charge' ? await askHowToPay(caller, params.caseId) : null
      return once(async (tx) => {
        const done = await act(tx, caller, params.caseId, body, fee)
        if (isRefused(done)) return done
        const at = await reach.seen(tx, caller, params.caseId)
        return isRefused(at) ? at : present(await desk.detail(tx, caller, at.found), caller.staffId)
      })
    }
  })
}
