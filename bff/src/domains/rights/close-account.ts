import type { Clock } from '../../platform/clock/clock'
import { spokenMoment } from '../../platform/clock/instant-text'
import type { Db, Tx } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import { forgetReplies } from '../../platform/http/idempotency'
import { refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Log } from '../../platform/log/log'
import { safeError } from '../../platform/log/safe-error'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import type { Accounts } from '../identity/port'
import type { Notify } from '../messages/port'
import type { Holding, LawfulRecord } from './port'
import type { Retention } from './retention'
import {
  archiveKey,
  cancelClosure,
  closureDone,
  closureNoted,
  dropExpired,
  dueClosures,
  insertClosure,
  insertRecord,
  lockDue,
  openClosure,
  unnotedClosures
} from './store'

/** Time to think. The job looks every ten minutes, so keys are shredded well within the 24 h that are promised. */
export const THINK_MS = 12 * 3_600_000
const LOOK_MS = 10 * 60_000

export interface CloseDeps {
  db: Db
  clock: Clock
  log: Log
  sealer: Sealer
  files: Files
  holdings: readonly Holding[]
  accounts: Accounts
  retention: Retention
  notify: Notify
  /** Writes down outside the database whose key is gone, so that an older backup cannot bring them back. */
  noteShredded(citizenIds: readonly string[], at: Date): void
}

/**
 * 注销 (PIPL art. 47): what the law keeps is sealed anew under the archive key of its department and class, everything
 * else is erased, and the citizen's own key is shredded, all in one transaction per account.
 */
export function makeCloseAccount(deps: CloseDeps) {
  const { db, clock, log, sealer, files, holdings, accounts, retention, notify, noteShredded } = deps

  const archive = async (tx: Tx, ownerId: string, record: LawfulRecord) => {
    const key = await archiveKey(tx, {
      id: newId(),
      department: record.department,
      retention: record.retention,
      wrapped: sealer.newWrappedKey(),
      at: clock.now()
    })
    const id = newId()
    await insertRecord(tx, {
      id,
      key_id: key.id,
      owner_index: sealer.blindIndex('closed account', ownerId),
      title: record.title,
      reference: record.reference,
      sealed: sealer.seal(sealer.unwrap(key.wrapped), JSON.stringify(record.content), `rights_archive.content:${id}`),
      archived_at: clock.now(),
      keep_until: retention.keepUntil(record.retention, record.from)
    })
  }

  const closeOne = async (closureId: string, citizenId: string): Promise<void> => {
    const gone = await db.tx(async (tx) => {
      if (!(await lockDue(tx, closureId))) return null
      const owners = await accounts.allOf(tx, citizenId)
      // merged since it was asked for: the person has decided to go on with both accounts as one
      if (!owners) {
        await cancelClosure(tx, citizenId, clock.now())
        return null
      }
      const bytes: string[] = []
      for (const ownerId of owners) {
        await accounts.endSessions(tx, ownerId)
        for (const holding of holdings)
          for (const record of (await holding.lawful?.(tx, ownerId)) ?? []) await archive(tx, ownerId, record)
        for (const holding of holdings) bytes.push(...(await holding.erase(tx, ownerId)).files)
        await forgetReplies(tx, ownerId)
        await accounts.shred(tx, ownerId, clock.now())
      }
      await closureDone(tx, closureId, owners, clock.now())
      return bytes
    })
    for (const file of gone ?? []) await files.remove(file)
  }

  /** After the commit: an account that stays must not be on the list. What a crash left out, the next run writes. */
  const noteGone = async (): Promise<void> => {
    for (const { id, done_at, shredded } of await unnotedClosures(db)) {
      noteShredded(shredded, done_at)
      await closureNoted(db, id, clock.now())
    }
  }

  /**
   * Asked by the person, or by WeChat: then open cases do not stand in the way. They are told: WeChat says the same when
   * somebody only meant to take back one permission, and a thief of the phone must not do it unseen.
   */
  const ask = async (tx: Tx, citizenId: string, cause: 'person' | 'wechat') => {
    const [id, at] = [newId(), clock.now()]
    const due = new Date(at.getTime() + THINK_MS)
    if (!(await insertClosure(tx, { id, citizen_id: citizenId, cause, asked_at: at, due_at: due }))) return false
    await notify(tx, {
      event: 'closure.asked',
      to: citizenId,
      key: `closure:${id}`,
      data: { due: spokenMoment(due), byWechat: cause === 'wechat' },
      about: { kind: 'closure', id }
    })
    return true
  }

  const openCases = async (ownerIds: readonly string[]) =>
    (await Promise.all(holdings.map((holding) => holding.openCases?.(db, ownerIds) ?? []))).flat()

  return {
    show: async (caller: { citizenId: string; selfIds: readonly string[] }) => ({
      closure: await openClosure(db, caller.citizenId),
      openCases: await openCases(caller.selfIds)
    }),
    /** Refused: cases_open (fields: number → service), conflict (under way already). */
    close: async (caller: { citizenId: string; selfIds: readonly string[] }) => {
      const open = await openCases(caller.selfIds)
      if (open.length > 0)
        return refuse('cases_open', Object.fromEntries(open.map(({ number, serviceName }) => [number, serviceName])))
      return (await db.tx((tx) => ask(tx, caller.citizenId, 'person'))) || refuse('conflict')
    },
    keep: async (citizenId: string) => (await cancelClosure(db, citizenId, clock.now())) || refuse('conflict'),
    /** WeChat's user_authorization_revoke. */
    revoked: async (tx: Tx, { openid }: { openid: string }): Promise<void> => {
      const citizenId = await accounts.byOpenid(tx, openid)
      if (citizenId) await ask(tx, citizenId, 'wechat')
    },
    due: {
      name: 'rights.close-due',
      everyMs: LOOK_MS,
      run: async () => {
        // one account that cannot be closed must not keep the others waiting
        for (const { id, citizen_id } of await dueClosures(db, clock.now()))
          await closeOne(id, citizen_id).catch((error: Error) =>
            log.error({ event: 'closure-failed', closure: id, err: safeError(error) })
          )
        await dropExpired(db, clock.now())
        await noteGone()
      }
    } satisfies RecurringJob
  }
}
export type CloseAccount = ReturnType<typeof makeCloseAccount>
