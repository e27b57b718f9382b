import path from 'node:path'
import type { Me } from '@shared/contract/identity'
import { readConfig } from '../../bff/src/config'
import { presentMe } from '../../bff/src/domains/identity/present'
import { makeSessions } from '../../bff/src/domains/identity/sessions'
import { insertCitizen } from '../../bff/src/domains/identity/store'
import { systemClock } from '../../bff/src/platform/clock/clock'
import { lockFolder } from '../../bff/src/platform/data-folder/lock'
import { silentLog } from '../../bff/src/platform/log/log'
import { newId } from '../../bff/src/platform/new-id'
import { makeSealer } from '../../bff/src/platform/seal/sealer'
import { openStores } from '../../bff/src/stores'

export interface Seeded {
  token: string
  me: Me
}

/** Writes citizens with a session each into the data folder of `env` before its server starts. */
export async function seedSessions(env: Record<string, string>, count: number): Promise<Seeded[]> {
  const config = readConfig(env)
  const lock = lockFolder(config.DATA_DIR)
  const stores = await openStores(config, path.resolve('bff', 'migrations'), silentLog())
  const at = new Date(Math.floor(Date.now() / 1000) * 1000)
  const clock = { ...systemClock(), now: () => at }
  const sealer = makeSealer({
    masterKeys: [{ id: config.SEAL_KEY_ID, key: stores.sealKey }],
    indexKey: stores.indexKey,
    algorithm: config.SEAL_ALGORITHM
  })
  const sessions = makeSessions(stores.db, clock)
  const seeded = await stores.db.tx(async (tx) => {
    const made: Seeded[] = []
    for (let i = 0; i < count; i += 1) {
      const citizenId = newId()
      await insertCitizen(tx, { id: citizenId, wrappedKey: sealer.newWrappedKey(), kind: 'person', at })
      const { token, signedInAt } = await sessions.open(tx, { citizenId, channel: 'mini-program', device: '' })
      made.push({
        token,
        me: presentMe(
          { citizenId, channel: 'mini-program', signedInAt, level: 'session' },
          { kind: 'self', mandateId: null, label: '本人' }
        )
      })
    }
    return made
  })
  await stores.close()
  lock.release()
  return seeded
}
