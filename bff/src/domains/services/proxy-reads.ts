import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Ledger } from '../ledger/port'
import type { Acting, ActingCaller } from '../mandates/port'
import type { CaseRow } from './case-store'

/** What somebody who acts for a relative has looked at. */
const LOOKED_AT = {
  case: ['办件进度', '申请内容（部分隐藏）', '办理结果'],
  answers: ['申请内容（手机号除外）'],
  file: ['申请材料'],
  draft: ['没有提交的申请内容（手机号除外）']
} as const

interface Deps {
  db: Db
  clock: Clock
  ledger: Ledger
  acting: Acting
}

/**
 * Writes to the ledger what a proxy (亲情代办) reads of the principal's cases and drafts; others' own reads are no news to
 * them. A draft, which has no number yet, comes back with every save: it is written down once a day.
 */
export function makeProxyReads({ db, clock, ledger, acting }: Deps) {
  return async (
    caller: ActingCaller,
    found: Pick<CaseRow, 'id' | 'citizen_id'> & { number?: string },
    what: keyof typeof LOOKED_AT
  ): Promise<void> => {
    if (caller.capacity.kind !== 'proxy') return
    const actor = await acting.actorOf(db, caller)
    await ledger.record(db, {
      ownerId: found.citizen_id,
      reader: { kind: 'proxy', id: caller.citizenId, name: actor.label },
      purpose: '亲情代办',
      fields: LOOKED_AT[what],
      ...(found.number
        ? { caseId: found.id, caseNumber: found.number }
        : { once: `${what}:${found.id}:${caller.citizenId}:${clock.today()}` })
    })
  }
}
export type ProxyReads = ReturnType<typeof makeProxyReads>
