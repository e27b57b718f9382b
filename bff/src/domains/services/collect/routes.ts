import { collectionsRoutes } from '@shared/contract/collections'
import { bind } from '../../../platform/http/mount'
import { isRefused } from '../../../platform/http/refused'
import type { Collections } from './collections'
import { presentCollection } from './open-collection'

export const bindCollections = (collections: Collections) =>
  bind('collections', collectionsRoutes, {
    chooseCollection: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const opened = await collections.choose(tx, caller, params.caseId, body)
        return isRefused(opened) ? opened : { collection: presentCollection(opened) }
      }),
    settleCollection: async ({ params, body }, { caller, once }) =>
      once(async (tx) => {
        const opened = await collections.settle(tx, caller, params.caseId, body)
        return isRefused(opened) ? opened : { collection: presentCollection(opened) }
      })
  })
