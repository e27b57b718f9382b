import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { isRefused, refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import { checkText } from './check-text'
import type { Place } from './kinds'
import { ContentRefused } from './load'
import { inPlainWords } from './problem-words'
import { endProposal, forgetProposals, lockProposal, proposalById, sendProposal } from './proposal-store'
import { candidate, publishIn, type Releases, rollbackIn } from './releases'

interface Deps {
  db: Db
  clock: Clock
  releases: Pick<Releases, 'seed'>
}

/** As long as the audit rows that name them. */
const KEEP_ENDED_MS = 200 * 24 * 3_600_000

export const forgetOldProposals = ({ db, clock }: Pick<Deps, 'db' | 'clock'>) =>
  ({
    name: 'content.forget-proposals',
    everyMs: 24 * 3_600_000,
    run: () => forgetProposals(db, new Date(clock.now().getTime() - KEEP_ENDED_MS))
  }) satisfies RecurringJob

/** How releases name a member of staff. */
const nameOf = (staffId: string) => `staff:${staffId}`

/** What the desk does with content: an editor proposes, a second person publishes or gives it back. */
export function makeProposals({ db, clock, releases: { seed } }: Deps) {
  const publishing = { clock, seed }
  /** What the check finds goes back as a sentence. */
  const published = async <T>(publish: () => Promise<T>) => {
    try {
      return await publish()
    } catch (error) {
      if (!(error instanceof ContentRefused)) throw error
      const [first] = error.found
      if (!first) return refuse('form_invalid', { body: '' })
      const { place, text } = inPlainWords(first, '', '')
      return refuse('form_invalid', { body: `${place}：${text}` })
    }
  }
  return {
    check: (given: Place & { body: string }) => checkText(db, seed, given),
    /** Refused: not_found, form_invalid (the check finds something). */
    propose: async (tx: Tx, staffId: string, given: Place & { body: string; reason: string }) => {
      const found = await candidate(tx, seed, given, 'zh-CN')
      if (isRefused(found)) return found
      const [first] = found.problems
      if (first) {
        const { line, place, text } = inPlainWords(first, found.path, given.body)
        return refuse('form_invalid', { body: `${line ? `第 ${line} 行` : ''}${place}：${text}` })
      }
      return sendProposal(tx, { ...given, newId: newId(), author: staffId, at: clock.now() })
    },
    show: async (id: string) => {
      const row = await proposalById(db, id)
      if (!row) return refuse('not_found')
      const checked = await checkText(db, seed, { kind: row.kind, id: row.content_id, body: row.body })
      return isRefused(checked) ? checked : { row, checked }
    },
    /** Refused: not_found (also somebody else’s), conflict (decided already). */
    withdraw: (staffId: string, id: string) =>
      db.tx(async (tx) => {
        const row = await lockProposal(tx, id)
        if (row?.author !== staffId) return refuse('not_found')
        if (row.state === 'withdrawn') return row
        if (row.state === 'published') return refuse('conflict')
        return endProposal(tx, row, { state: 'withdrawn', note: row.note, at: clock.now() })
      }),
    /** Refused: not_found, conflict (not waiting for a second person). */
    giveBack: (id: string, note: string) =>
      db.tx(async (tx) => {
        const row = await lockProposal(tx, id)
        if (!row) return refuse('not_found')
        if (row.state !== 'sent') return refuse('conflict')
        return endProposal(tx, row, { state: 'returned', note, at: clock.now() })
      }),
    /** Refused: not_found, conflict (changed or decided since it was looked at), second_person_required, form_invalid. */
    publish: (tx: Tx, staffId: string, id: string, seen: { revision: number; inForce: number }) =>
      published(async () => {
        const row = await lockProposal(tx, id)
        if (!row) return refuse('not_found')
        if (row.state !== 'sent' || row.revision !== seen.revision) return refuse('conflict')
        const made = await publishIn(tx, publishing, {
          kind: row.kind,
          id: row.content_id,
          body: row.body,
          origin: 'desk',
          author: nameOf(row.author),
          reviewer: nameOf(staffId),
          expected: seen.inForce
        })
        if (isRefused(made)) return made
        await endProposal(tx, row, { state: 'published', note: row.note, at: clock.now() })
        return made
      }),
    /** Refused: not_found, conflict, second_person_required (one’s own words), form_invalid. */
    rollback: (tx: Tx, staffId: string, place: Place, seen: { version: number; inForce: number }) =>
      published(() =>
        rollbackIn(tx, publishing, {
          ...place,
          version: seen.version,
          origin: 'desk',
          reviewer: nameOf(staffId),
          expected: seen.inForce
        })
      )
  }
}
