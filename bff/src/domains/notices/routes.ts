import { noticesRoutes } from '@shared/contract/notices'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { bind } from '../../platform/http/mount'
import { DONE, refuse } from '../../platform/http/refused'
import type { Content } from '../content/port'
import { agreementsOf, insertAgreement } from './store'

/** Who runs the deployment, as configured; null = nobody has said yet. */
export interface Site {
  operator: string | null
  recordNumber: string | null
  complaints: string | null
  /** the sandbox stands in for WeChat, so its sign-in is open to every browser */
  wechatAnywhere: boolean
}

interface Deps {
  db: Db
  clock: Clock
  terms: Content['terms']
  site: Site
}

/** Terms, agreement to them, and what the law wants shown about the operator (国办函〔2026〕12号). */
export const bindNotices = ({ db, clock, terms, site }: Deps) =>
  bind('notices', noticesRoutes, {
    showSite: async () => site,
    showTerms: async ({ params }) => terms[params.termsId].shown,
    listMyTerms: async (_input, { caller }) => {
      const agreed = await agreementsOf(db, caller.selfIds)
      const items = Object.values(terms).map(({ shown: { id, version, title } }) => ({
        id,
        version,
        title,
        agreed: agreed.some((one) => one.terms_id === id && one.version === version)
      }))
      return { items }
    },
    agreeToTerms: async ({ body }, { caller }) => {
      const { shown, digest } = terms[body.id]
      // Published anew since it was read: the person must see the new text first.
      if (shown.version !== body.version) return refuse('conflict')
      const { id: termsId, version } = shown
      await insertAgreement(db, { citizenId: caller.citizenId, termsId, version, digest, at: clock.now() })
      return DONE
    }
  })
