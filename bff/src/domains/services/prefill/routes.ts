import { prefillRoutes } from '@shared/contract/prefill'
import { instantText } from '../../../platform/clock/instant-text'
import { bind } from '../../../platform/http/mount'
import { DONE, isRefused } from '../../../platform/http/refused'
import type { Prefills } from './prefills'

export const bindPrefills = (prefills: Prefills) =>
  bind('prefill', prefillRoutes, {
    prefillDraft: async ({ params }, { caller }) => {
      const offered = await prefills.offer(caller, params.draftId)
      if (isRefused(offered)) return offered
      return {
        values: offered.values.map(({ at, ...rest }) => ({ ...rest, at: instantText(at) })),
        silent: offered.silent
      }
    },
    disputePrefill: async ({ params, body }, { caller }) => {
      const disputed = await prefills.dispute(caller, params.draftId, body)
      return isRefused(disputed) ? disputed : DONE
    }
  })
