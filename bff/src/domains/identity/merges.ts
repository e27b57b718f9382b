import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { isRefused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Notify } from '../messages/port'
import { lockAccounts, setMergedInto } from './account-store'
import type { FaceChecks, PassedCheck } from './face-checks'
import { insertMerge, lockMerge, mergesInto, setUndone } from './merge-store'
import type { VerifiedPerson } from './port'
import { setFaceAt } from './real-name-store'
import type { RealNames } from './real-names'
import { NO_CAPACITY } from './session-renewal'
import type { Sessions } from './sessions'
import type { VerifyName } from './verify-name'
import type { WeakNames } from './weak-names'

export const UNDO_WITHIN_MS = 30 * 24 * 3_600_000

interface Deps {
  db: Db
  clock: Clock
  names: RealNames
  weakNames: WeakNames
  verifyName: VerifyName
  faces: FaceChecks
  sessions: Sessions
  notify: Notify
}

/**
 * Two accounts that turned out to be one person. No row moves: the merged account points to the main one, sign-in leads
 * there, and reading covers both; taking it back removes the pointer. Only an account of which it is sure whose it is
 * can be merged into: from a weak one the name comes here instead, and nothing of its data.
 */
export function makeMerges({ db, clock, names, weakNames, verifyName, faces, sessions, notify }: Deps) {
  const join = async (tx: Tx, from: SessionCaller, intoId: string, at: Date) => {
    const proved = { ...NO_CAPACITY, citizen_id: intoId, checked_at: at, face_at: at }
    await sessions.endAllOf(tx, intoId)
    const token = await sessions.renew(tx, from.sessionHash, proved)
    if (!token) return refuse('sign_in_required')
    await sessions.endAllOf(tx, from.citizenId)
    await setMergedInto(tx, from.citizenId, intoId)
    await setFaceAt(tx, intoId, at)
    const id = newId()
    const until = new Date(at.getTime() + UNDO_WITHIN_MS)
    await insertMerge(tx, { id, from_id: from.citizenId, into_id: intoId, merged_at: at, until })
    await notify(tx, { event: 'account.merged', to: intoId, key: `merged:${id}`, data: {}, about: null })
    return token
  }
  const takeName = async (tx: Tx, who: SessionCaller, holderId: string, person: VerifiedPerson, at: Date) => {
    const token = await sessions.renew(tx, who.sessionHash, { ...NO_CAPACITY, checked_at: at, face_at: at })
    if (!token) return refuse('sign_in_required')
    await weakNames.move(tx, { from: holderId, to: who.citizenId, person, by: 'face' })
    return token
  }
  const finish = async (tx: Tx, who: SessionCaller, intoId: string, { person, use }: PassedCheck) => {
    if (!(await use(tx))) return refuse('face_not_passed')
    // the account may have become another person's since the check began
    if ((await names.lockHolder(tx, person)) !== intoId) return refuse('conflict')
    const accounts = await lockAccounts(tx, [who.citizenId, intoId])
    if (accounts.length < 2 || accounts.some((one) => one.merged_into || one.closed_at)) return refuse('conflict')
    // an account verified or merged into meanwhile is no longer one that can become another's
    if ((await names.row(tx, who.citizenId)) || who.selfIds.length > 1) return refuse('conflict')
    const at = clock.now()
    return (await weakNames.isWeak(tx, intoId)) ? takeName(tx, who, intoId, person, at) : join(tx, who, intoId, at)
  }

  return {
    /** Face of the person whose ID card another account is verified with. */
    start: async (who: SessionCaller, typed: { name: string; idNumber: string }, address: string) => {
      if (await names.row(db, who.citizenId)) return refuse('conflict')
      const person = await verifyName.registered(who, typed, address)
      if (isRefused(person)) return person
      const intoId = await db.tx((tx) => names.lockHolder(tx, person))
      if (!intoId || intoId === who.citizenId) return refuse('not_found')
      const started = await faces.start(who, person, intoId)
      return isRefused(started) ? started : { ...started, accountTail: intoId.slice(-4) }
    },
    merge: async (who: SessionCaller, verifyId: string) => {
      const passed = await faces.passed(who, verifyId, 'merge')
      if (isRefused(passed)) return passed
      const intoId = passed.mergeInto
      if (!intoId) return refuse('not_found')
      return db.tx((tx) => finish(tx, who, intoId, passed))
    },
    /** Other sessions of the main account end: some were opened through the account that leaves. */
    undo: (who: SessionCaller, mergeId: string) =>
      db.tx(async (tx) => {
        const merge = await lockMerge(tx, mergeId, who.citizenId)
        if (!merge) return refuse('not_found')
        const [own] = await lockAccounts(tx, [who.citizenId])
        if (!own || own.closed_at || merge.undone_at || merge.until <= clock.now()) return refuse('conflict')
        await setMergedInto(tx, merge.from_id, null)
        await setUndone(tx, mergeId, clock.now())
        await sessions.endOthersOf(tx, who.citizenId, who.sessionHash)
        return true
      }),
    listOf: (citizenId: string) => mergesInto(db, citizenId)
  }
}
export type Merges = ReturnType<typeof makeMerges>
