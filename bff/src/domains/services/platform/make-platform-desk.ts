import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import type { Log } from '../../../platform/log/log'
import type { Outbox } from '../../../platform/outbox/outbox'
import type { Content, ContentDesk } from '../../content/port'
import type { AcceptancePlatform, PlatformDoor, PlatformLists } from '../port'
import type { RecordStep } from '../record-step'
import { makeDoor } from './door'
import { makeReconcile } from './reconcile'
import { bindPlatformDesk, bindPlatformDoor } from './routes'
import { makeSyncItems } from './sync-items'

interface Deps {
  db: Db
  clock: Clock
  log: Log
  outbox: Outbox
  content: Pick<Content, 'services'>
  contentDesk: ContentDesk
  platform: Pick<AcceptancePlatform, 'status'> & { lists: PlatformLists; door: PlatformDoor }
  recordStep: RecordStep
  office: string
  publicUrl: string | null
}

/** What keeps us and the acceptance platform together: its cases every 15 minutes, its directory every day. */
export function makePlatformDesk(deps: Deps) {
  const { db, clock, office, platform } = deps
  const reconcile = makeReconcile({ ...deps, lists: platform.lists })
  const syncItems = makeSyncItems({ ...deps, lists: platform.lists })
  return {
    jobs: [...reconcile.jobs, syncItems.job],
    bounds: [
      bindPlatformDesk({ db, clock, reconcile, syncItems, office }),
      bindPlatformDoor(makeDoor({ ...deps, door: platform.door }))
    ]
  }
}
