import { collectionsRoutes } from '@shared/contract/collections'
import type { Db } from '../../../platform/db/db'
import { bind } from '../../../platform/http/mount'
import { isRefused } from '../../../platform/http/refused'
import type { Collections } from './collections'
import type { DraftCollections } from './draft-collections'
import { presentCollection } from './open-collection'

export const bindCollections = (db: Db, collections: Collections, drafts: DraftCollections) =>
  bind('collections', collectionsRoutes, {
    chooseDraftCollection: async ({ params, body }, { caller }) => {
      const collection = await db.tx((tx) => drafts.choose(tx, caller, params.draftId, body))
      return isRefused(collection) ? collection : { collection }
    },
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
