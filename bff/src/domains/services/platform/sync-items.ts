import type { Clock } from '../../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../../platform/db/db'
import { DepartmentRefused, DepartmentUnavailable } from '../../../platform/department-client/errors'
import { isRefused, refuse } from '../../../platform/http/refused'
import type { RecurringJob } from '../../../platform/jobs/recurring'
import type { Content, ContentDesk } from '../../content/port'
import type { ListedItem, PlatformLists } from '../port'
import { changedItem } from './changed-item'
import { compareItems, type SeenItem } from './compare-items'
import { lastRun, type RunRow, writeRun } from './difference-store'
import { type ItemRow, noteDifferences, noteVersion, seenItems, takeOver } from './item-store'

interface Deps {
  db: Db
  clock: Clock
  content: Pick<Content, 'services'>
  contentDesk: ContentDesk
  lists: Pick<PlatformLists, 'items'>
}

const DAY_MS = 24 * 3_600_000
/** What a text can be changed for; the rest a person decides. */
const MENDED_BY_TEXT = ['renamed', 'promise', 'withdrawn']

const seen = ({ item, listed, noted_version }: ItemRow): SeenItem => ({
  ...item,
  listed,
  notedVersion: noted_version ?? item.version
})

/** The platform's directory of items beside ours: shown at the desk, healed by a proposal that a second person publishes. */
export function makeSyncItems({ db, clock, content, contentDesk, lists }: Deps) {
  const theirItems = async (): Promise<ListedItem[]> => {
    const all = new Map<string, ListedItem>()
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const part = await lists.items(page)
      pages = part.pages
      for (const item of part.items) all.set(item.itemCode, item)
    }
    return [...all.values()]
  }

  /** Asks now. A platform that cannot be asked is written down as such, and what we saw last stays. */
  const run = async (): Promise<RunRow> => {
    const at = clock.now()
    const done = await theirItems()
      .then(async (items): Promise<RunRow> => {
        await db.tx((tx) => takeOver(tx, items, at))
        return { at, outcome: 'done', facts: { items: items.length } }
      })
      .catch((error): RunRow => {
        if (!(error instanceof DepartmentUnavailable || error instanceof DepartmentRefused)) throw error
        return { at, outcome: 'unavailable', facts: {} }
      })
    await writeRun(db, 'items', done)
    return done
  }

  const differences = async (sql: Sql) => {
    const rows = await seenItems(sql)
    // never asked: nothing is known of the platform, and nothing differs
    if (rows.length === 0) return []
    const byCode = new Map(rows.map((row) => [row.item_code, row]))
    return compareItems(content.services, rows.map(seen)).map((difference) => {
      const row = byCode.get(difference.itemCode)
      const asNoted = row?.noted === JSON.stringify(difference.changes)
      return { difference, row, noted: asNoted ? (row?.noted_reason ?? '') : null }
    })
  }
  const one = async (tx: Tx, itemCode: string) => {
    const found = (await differences(tx)).find(({ difference }) => difference.itemCode === itemCode)
    return found ?? refuse('not_found')
  }
  return {
    run,
    last: () => lastRun(db, 'items'),
    differences: () => differences(db),
    mendable: (changes: readonly { kind: string }[]) => changes.some(({ kind }) => MENDED_BY_TEXT.includes(kind)),
    /** Sends the changed text to the second person. Refused: not_found, conflict (nothing a text can mend), form_invalid. */
    propose: async (tx: Tx, staffId: string, itemCode: string) => {
      const found = await one(tx, itemCode)
      if (isRefused(found)) return found
      const { difference, row } = found
      const mends = difference.changes.some(({ kind }) => MENDED_BY_TEXT.includes(kind))
      const text = difference.serviceId && mends ? await contentDesk.serviceText(tx, difference.serviceId) : null
      if (!difference.serviceId || text === null) return refuse('conflict')
      const gone: SeenItem = {
        ...{ itemCode, itemName: difference.itemName, department: difference.department },
        ...{ version: 0, open: false, promiseDays: null, listed: false, notedVersion: 0 }
      }
      const item = row ? seen(row) : gone
      const body = changedItem(text, difference, item)
      const reason = `与渝快办事项目录一致（事项编码 ${itemCode}）`
      const sent = await contentDesk.proposeService(tx, { staffId, serviceId: difference.serviceId, body, reason })
      if (!isRefused(sent) && row) await noteVersion(tx, itemCode, item.version)
      return sent
    },
    /** Somebody leaves it as it is. Refused: not_found. */
    note: (staffId: string, itemCode: string, reason: string) =>
      db.tx(async (tx) => {
        const found = await one(tx, itemCode)
        if (isRefused(found)) return found
        const { row, difference } = found
        if (!row) return refuse('conflict')
        await noteVersion(tx, itemCode, row.item.version)
        // the version has been looked at now: what is left of the differences is what is noted
        const left = difference.changes.filter(({ kind }) => kind !== 'version')
        const noted = JSON.stringify(left)
        await noteDifferences(tx, { itemCode, noted, reason, by: staffId, at: clock.now() })
        return { noted: true }
      }),
    job: { name: 'services.sync-items', everyMs: DAY_MS, run: async () => void (await run()) } satisfies RecurringJob
  }
}
export type SyncItems = ReturnType<typeof makeSyncItems>
