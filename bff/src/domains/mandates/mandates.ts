import type { Capacity } from '@shared/contract/identity'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { refuse } from '../../platform/http/refused'
import type { CapacitySessions } from '../identity/port'
import type { AskRegisterAgain } from './ask-register-again'
import type { Endings } from './endings'
import { openInvitations } from './invitation-store'
import {
  livingFor,
  livingHeld,
  lockMandate,
  type MandateRow,
  mandateById,
  mandatesGiven,
  mandatesHeld
} from './mandate-store'
import type { Names } from './names'
import { overAt, stateOf } from './period'
import type { ActingCaller } from './port'
import { scopeOfSession } from './scope'

interface Deps {
  db: Db
  clock: Clock
  sessions: CapacitySessions
  names: Names
  endings: Endings
  askRegisterAgain: AskRegisterAgain
}

const CAPACITY = {
  'legal-representative': 'enterprise',
  agent: 'enterprise',
  proxy: 'proxy',
  guardian: 'guardian'
} as const satisfies Record<MandateRow['kind'], Capacity['kind']>

/** Who has entrusted whom, for whom somebody may act now, and the end of it. */
export function makeMandates({ db, clock, sessions, names, endings, askRegisterAgain }: Deps) {
  const capacityOf = async (sql: Sql, row: MandateRow) => ({
    kind: CAPACITY[row.kind],
    mandateId: row.id,
    label: await names.ofOwner(sql, row)
  })

  /** Who holds it, whom it is of, and for an agent the enterprise's legal representative. */
  const mayEnd = async (tx: Tx, { selfIds }: ActingCaller, row: MandateRow): Promise<boolean> => {
    if (selfIds.includes(row.holder_id) || selfIds.includes(row.owner_id)) return true
    return (
      row.kind === 'agent' &&
      (await livingFor(tx, row.owner_id, clock.today())).some(
        (one) => one.kind === 'legal-representative' && selfIds.includes(one.holder_id)
      )
    )
  }

  const askFirst = async (caller: ActingCaller, mandateId: string | null): Promise<void> => {
    const row = mandateId && (await mandateById(db, mandateId))
    if (row && CAPACITY[row.kind] === 'enterprise') await askRegisterAgain(caller, row.owner_id)
  }

  return {
    /** For whom the person may act now, themselves first. */
    capacities: async ({ selfIds, capacity }: ActingCaller) => {
      const own = { kind: 'self' as const, mandateId: null, label: '', until: null }
      const held = await livingHeld(db, selfIds, clock.today())
      const others = await Promise.all(held.map(async (row) => ({ ...(await capacityOf(db, row)), until: row.until })))
      return [own, ...others].map((one) => ({ ...one, current: one.mandateId === capacity.mandateId }))
    },
    /** The token of the new session. Refused: not_found, level_required, sign_in_required (the session has ended). */
    actAs: async (caller: SessionCaller, mandateId: string | null) => {
      await askFirst(caller, mandateId)
      return db.tx(async (tx) => {
        const session = { sessionHash: caller.sessionHash, citizenId: caller.citizenId }
        if (mandateId === null) return (await sessions.actAs(tx, session, null)) ?? refuse('sign_in_required')
        const row = await lockMandate(tx, mandateId)
        if (!row || !caller.selfIds.includes(row.holder_id) || stateOf(row, clock.today()) !== 'active')
          return refuse('not_found')
        if (caller.level !== 'real-name' && caller.level !== 'face')
          return refuse('level_required', { needed: 'real-name' })
        const token = await sessions.actAs(tx, session, {
          ...(await capacityOf(tx, row)),
          ownerId: row.owner_id,
          scope: scopeOfSession(row),
          until: overAt(row.until)
        })
        return token ?? refuse('sign_in_required')
      })
    },
    /** 代办: what relatives of mine hold and I have invited to, and what I hold for others. */
    list: async ({ selfIds }: ActingCaller) => ({
      given: await mandatesGiven(db, selfIds, 'proxy'),
      held: (await mandatesHeld(db, selfIds)).filter((row) => row.kind !== 'legal-representative'),
      invitations: await openInvitations(db, selfIds, 'proxy', clock.now())
    }),
    /** Ends it at once, also for sessions under way; again is the same. Refused: not_found. */
    revoke: async (caller: ActingCaller, mandateId: string) => {
      await askFirst(caller, mandateId)
      return db.tx(async (tx) => {
        const row = await lockMandate(tx, mandateId)
        if (!row || !(await mayEnd(tx, caller, row))) return refuse('not_found')
        if (stateOf(row, clock.today()) === 'active') await endings.end(tx, row, caller.citizenId)
        return true
      })
    }
  }
}
export type Mandates = ReturnType<typeof makeMandates>
