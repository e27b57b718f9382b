import type { archivedRecord } from '@shared/contract/rights'
import { archiveRoutes, type Closure, rightsRoutes } from '@shared/contract/rights'
import type * as z from 'zod/mini'
import { instantText } from '../../platform/clock/instant-text'
import type { SessionCaller } from '../../platform/http/caller'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused } from '../../platform/http/refused'
import type { Archive } from './archive'
import type { AskCorrection, ListCorrections } from './ask-correction'
import type { CloseAccount } from './close-account'
import type { ExportData } from './export-data'
import { exportPage } from './export-page'
import type { Retention } from './retention'
import type { ListedRecord } from './store'

export interface RightsParts {
  exportData: ExportData
  closing: CloseAccount
  askCorrection: AskCorrection
  listCorrections: ListCorrections
  retention: Retention
}

export const bindRights = ({ exportData, closing, askCorrection, listCorrections, retention }: RightsParts) => {
  const closureOf = async (caller: SessionCaller): Promise<Closure> => {
    const { closure, openCases } = await closing.show(caller)
    return {
      state: closure ? 'waiting' : 'none',
      dueAt: closure ? instantText(closure.due_at) : null,
      openCases,
      kept: retention.kept
    }
  }
  return bind('rights', rightsRoutes, {
    exportMyData: async (_input, { caller }) => {
      const { exportedAt, sections } = await exportData(caller.selfIds)
      return {
        name: '我的数据.json',
        type: 'application/json',
        bytes: Buffer.from(JSON.stringify({ exportedAt, sections }, null, 2))
      }
    },
    exportMyPage: async (_input, { caller }) => {
      const { exportedAt, sections } = await exportData(caller.selfIds)
      return { name: '我的数据.html', type: 'text/html', bytes: Buffer.from(exportPage(exportedAt, sections)) }
    },
    askCorrection: async ({ body }, { caller, once }) =>
      once(async (tx) => {
        await askCorrection(tx, caller.citizenId, body)
        return DONE
      }),
    listCorrections: async (_input, { caller }) => ({ items: await listCorrections(caller.selfIds) }),
    showClosure: async (_input, { caller }) => closureOf(caller),
    closeAccount: async (_input, { caller }) => {
      const asked = await closing.close(caller)
      return isRefused(asked) ? asked : closureOf(caller)
    },
    keepAccount: async (_input, { caller }) => {
      const kept = await closing.keep(caller.citizenId)
      return isRefused(kept) ? kept : closureOf(caller)
    }
  })
}

const presentRecord = (row: ListedRecord): z.output<typeof archivedRecord> => ({
  id: row.id,
  department: row.department,
  title: row.title,
  reference: row.reference,
  archivedAt: instantText(row.archived_at),
  keepUntil: instantText(row.keep_until)
})

export const bindArchive = (archive: Archive) =>
  bind('archive', archiveRoutes, {
    listArchive: async ({ query }) => {
      const page = await archive.page(query.reference ?? null, query.before ?? null)
      return { items: page.rows.map(presentRecord), more: page.more }
    },
    openArchive: async ({ params, body }, { caller }) => {
      const opened = await archive.open(params.recordId, body.reason, caller)
      return isRefused(opened) ? opened : { record: presentRecord(opened.row), content: opened.content }
    }
  })
