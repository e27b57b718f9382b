import path from 'node:path'
import type { Me } from '@shared/contract/identity'
import { readConfig } from '../../bff/src/config'
import { presentMe, SELF } from '../../bff/src/domains/identity/present'
import { makeSessions } from '../../bff/src/domains/identity/sessions'
import { insertCitizen } from '../../bff/src/domains/identity/store'
import { type Clock, systemClock } from '../../bff/src/platform/clock/clock'
import { lockFolder } from '../../bff/src/platform/data-folder/lock'
import type { Db } from '../../bff/src/platform/db/db'
import { silentLog } from '../../bff/src/platform/log/log'
import { newId } from '../../bff/src/platform/new-id'
import { makeSealer, type Sealer } from '../../bff/src/platform/seal/sealer'
import { openStores } from '../../bff/src/stores'

export interface Seeded {
  token: string
  me: Me
}

/** Opens the data folder of `env` before its server starts, with one instant for everything written. */
export async function inDataFolder<T>(
  env: Record<string, string>,
  work: (ground: { db: Db; clock: Clock; sealer: Sealer; at: Date }) => Promise<T>
): Promise<T> {
  const config = readConfig(env)
  const lock = lockFolder(config.DATA_DIR)
  const stores = await openStores(config, path.resolve('bff', 'migrations'), silentLog())
  const at = new Date(Math.floor(Date.now() / 1000) * 1000)
  const sealer = makeSealer({
    masterKeys: stores.masterKeys,
    indexKey: stores.indexKey,
    algorithm: config.SEAL_ALGORITHM
  })
  const result = await work({ db: stores.db, clock: { ...systemClock(), now: () => at }, sealer, at })
  await stores.close()
  lock.release()
  return result
}

/** Writes citizens with a session each into the data folder of `env` before its server starts. */
export const seedSessions = (env: Record<string, string>, count: number): Promise<Seeded[]> =>
  inDataFolder(env, async ({ db, clock, sealer, at }) => {
    const sessions = makeSessions(db, clock)
    return db.tx(async (tx) => {
      const made: Seeded[] = []
      for (let i = 0; i < count; i += 1) {
        const citizenId = newId()
        await insertCitizen(tx, { id: citizenId, wrappedKey: sealer.newWrappedKey(), kind: 'person', at })
        const { token, signedInAt } = await sessions.open(tx, { citizenId, channel: 'mini-program', device: '' })
        made.push({
          token,
          me: presentMe({ citizenId, channel: 'mini-program', signedInAt, level: 'session' }, SELF)
        })
      }
      return made
    })
  })
