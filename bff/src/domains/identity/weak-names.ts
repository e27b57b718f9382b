import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import { newId } from '../../platform/new-id'
import type { Notify } from '../messages/port'
import { lockAccounts } from './account-store'
import { settleLevel } from './levels'
import type { VerifiedPerson } from './port'
import { dropRealName, onlyTyped, setFaceAt } from './real-name-store'
import type { RealNames } from './real-names'
import type { Sessions } from './sessions'

interface Deps {
  clock: Clock
  names: RealNames
  sessions: Sessions
  notify: Notify
  /** whatever was entrusted to, or by, the name that was typed ends with it */
  nameLost(tx: Tx, citizenId: string): Promise<void>
}

/** What the rows say of a name that was taken along. */
const PROVED_BY = { ykb: 'ykb', face: 'public-security', counter: 'manual-review' } as const

/**
 * Name and ID number are known to many: whoever typed them first has the verified account, but not for ever. Such an
 * identity is weak until a face, 渝快办 or a person who saw the paper stands behind it; who brings one of these from
 * another account takes the name along, and nothing else. Both acts need the number locked (names.lockHolder).
 */
export const makeWeakNames = ({ clock, names, sessions, notify, nameLost }: Deps) => ({
  /** Stays true until the transaction ends. */
  isWeak: async (tx: Tx, citizenId: string): Promise<boolean> => {
    await lockAccounts(tx, [citizenId])
    return onlyTyped(tx, citizenId)
  },
  /** The weak account falls to what else it has proved, its sessions end, its person is told. */
  move: async (
    tx: Tx,
    { from, to, person, by }: { from: string; to: string; person: VerifiedPerson; by: 'ykb' | 'face' | 'counter' }
  ): Promise<void> => {
    await lockAccounts(tx, [from, to])
    await nameLost(tx, from)
    await dropRealName(tx, from)
    await settleLevel(tx, from)
    await sessions.endAllOf(tx, from)
    await names.record(tx, to, person, PROVED_BY[by])
    if (by === 'face') await setFaceAt(tx, to, clock.now())
    const key = `identity-moved:${newId()}`
    await notify(tx, { event: 'identity.moved', to: from, key, data: { by }, about: null })
  }
})
export type WeakNames = ReturnType<typeof makeWeakNames>
