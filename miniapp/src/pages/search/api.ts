import { homeRoutes } from '@shared/contract/home'
import type { Reply } from '@shared/contract/route'
import { call } from '@/platform/call'

export type Found = Reply<typeof homeRoutes.search>

const OWN_MISSING: Found = { groups: [], missing: ['我的办件、证照和消息'] }

/** What everybody may find and, for whoever is signed in, what is theirs; where that cannot be asked, `missing` says so. */
export async function searchAll(q: string, signedIn: boolean): Promise<Found> {
  if (q === '') return { groups: [], missing: [] }
  const [all, own] = await Promise.all([
    call(homeRoutes.search, { query: { q } }),
    signedIn ? call(homeRoutes.searchMine, { query: { q } }).catch(() => OWN_MISSING) : { groups: [], missing: [] }
  ])
  return { groups: [...all.groups, ...own.groups], missing: [...all.missing, ...own.missing] }
}
