import { HEALED_BY_STAFF, platformDeskRoutes } from '@shared/contract/platform-desk'
import { platformDoorRoutes } from '@shared/contract/platform-door'
import type { Clock } from '../../../platform/clock/clock'
import { instantText } from '../../../platform/clock/instant-text'
import type { Db } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { bind } from '../../../platform/http/mount'
import { DONE, isRefused, refuse } from '../../../platform/http/refused'
import { handlesCases } from '../desk/desk-reach'
import { closeDifference, healedDifferences, openDifferences, type RunRow } from './difference-store'
import type { Door } from './door'
import { presentDifference, presentItem } from './present-platform'
import type { Reconcile } from './reconcile'
import type { SyncItems } from './sync-items'

interface Parts {
  db: Db
  clock: Clock
  reconcile: Reconcile
  syncItems: SyncItems
  /** its staff see the cases of every department */
  office: string
}

const OPEN_LIMIT = 200
const HEALED_LIMIT = 50

const ranAt = (run: RunRow) => ({ at: instantText(run.at), outcome: run.outcome, facts: run.facts })

/** 渝快办对接 at the desk. */
export function bindPlatformDesk({ db, clock, reconcile, syncItems, office }: Parts) {
  const reach = ({ department }: StaffCaller) => (department === office ? null : department)
  const editsContent = ({ roles }: StaffCaller) => roles.includes('editor') || roles.includes('publisher')
  return bind('platformDesk', platformDeskRoutes, {
    listDifferences: async (_input, { caller }) => {
      if (!handlesCases(caller)) return refuse('forbidden')
      const [last, open, healed] = await Promise.all([
        reconcile.last(),
        openDifferences(db, reach(caller), OPEN_LIMIT),
        healedDifferences(db, reach(caller), HEALED_LIMIT)
      ])
      return { last: last && ranAt(last), open: open.map(presentDifference), healed: healed.map(presentDifference) }
    },
    reconcileNow: async (_input, { caller }) =>
      handlesCases(caller) ? ranAt(await reconcile.run()) : refuse('forbidden'),
    closeDifference: async ({ params, body }, { caller }) => {
      if (!handlesCases(caller)) return refuse('not_found')
      const given = {
        ...{ id: params.differenceId, department: reach(caller), kinds: HEALED_BY_STAFF },
        ...{ by: caller.staffId, reason: body.reason, at: clock.now() }
      }
      return (await db.tx((tx) => closeDifference(tx, given))) ? DONE : refuse('not_found')
    },
    listPlatformItems: async (_input, { caller }) => {
      if (!editsContent(caller)) return refuse('forbidden')
      const [last, found] = await Promise.all([syncItems.last(), syncItems.differences()])
      return { last: last && ranAt(last), items: found.map((one) => presentItem(one, syncItems)) }
    },
    syncItemsNow: async () => ranAt(await syncItems.run()),
    proposeItem: ({ params }, { caller, once }) =>
      once(async (tx) => {
        const sent = await syncItems.propose(tx, caller.staffId, params.itemCode)
        return isRefused(sent) ? sent : { proposalId: sent.proposalId }
      }),
    noteItem: async ({ params, body }, { caller }) => {
      const noted = await syncItems.note(caller.staffId, params.itemCode, body.reason)
      return isRefused(noted) ? noted : DONE
    }
  })
}

/** Between 渝快办's pages and ours. */
export const bindPlatformDoor = (door: Door) =>
  bind('platformDoor', platformDoorRoutes, {
    enterFromPlatform: async ({ body }) => door.enter(body),
    showElsewhere: async ({ params }) => door.elsewhere(params.serviceId)
  })
