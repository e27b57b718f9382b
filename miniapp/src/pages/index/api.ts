import type { CaseSummary } from '@shared/contract/applications'
import { homeRoutes } from '@shared/contract/home'
import type { Reply } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { type Drafts, listDrafts } from '@/drafts/api'
import { call } from '@/platform/call'

export interface Mine {
  attention: Reply<typeof homeRoutes.listAttention>
  ongoing: CaseSummary[]
  drafts: Drafts
}

const isOngoing = ({ state }: CaseSummary): boolean =>
  state !== 'completed' && state !== 'refused' && state !== 'withdrawn'

/** What waits for the person, and what they have begun here: cases not finished and drafts not handed in. Nothing for a stranger. */
export async function fetchMine(signedIn: boolean): Promise<Mine> {
  if (!signedIn) return { attention: { items: [], missing: [] }, ongoing: [], drafts: [] }
  const [attention, cases, drafts] = await Promise.all([
    call(homeRoutes.listAttention, {}),
    call(servicesRoutes.listCases, { query: { limit: '20' } }),
    listDrafts()
  ])
  return { attention, ongoing: cases.items.filter(isOngoing), drafts }
}
