import { systemRoutes } from '@shared/contract/system'
import { bind } from './platform/http/mount'
import { makeStoreCheck } from './platform/http/readiness'
import type { Stores } from './stores'
import type { makeConnectors } from './wiring-connectors'

type Health = ReturnType<typeof makeConnectors>['health']

/** Whether the process is alive, and whether its stores answer; of the departments what their last calls showed. */
export function bindSystem(commit: string, { db, kv, files }: Stores, departments: Health) {
  const checks = [
    makeStoreCheck(db.kind, () => db.query('select 1')),
    makeStoreCheck(kv.kind === 'redis' ? 'redis' : 'memory', () => kv.ping()),
    makeStoreCheck('files', () => files.ping())
  ]
  const started = Date.now()
  return bind('system', systemRoutes, {
    health: async () => ({
      alive: true as const,
      commit,
      uptimeSeconds: Math.round((Date.now() - started) / 1000)
    }),
    ready: async () => {
      const found = await Promise.all(checks.map((check) => check()))
      return { ready: found.every((check) => check.state === 'up'), stores: found, departments: departments() }
    }
  })
}
