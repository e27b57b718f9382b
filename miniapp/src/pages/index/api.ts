import type { CaseSummary } from '@shared/contract/applications'
import { servicesRoutes } from '@shared/contract/services'
import { type Drafts, listDrafts } from '@/drafts/api'
import { call } from '@/platform/call'

export interface Mine {
  ongoing: CaseSummary[]
  drafts: Drafts
}

const isOngoing = ({ state }: CaseSummary): boolean => state !== 'completed' && state !== 'refused'

/** What the person has begun here: cases not finished and drafts not handed in. Nothing for a stranger. */
export async function fetchMine(signedIn: boolean): Promise<Mine> {
  if (!signedIn) return { ongoing: [], drafts: [] }
  const [cases, drafts] = await Promise.all([call(servicesRoutes.listCases, { query: { limit: '20' } }), listDrafts()])
  return { ongoing: cases.items.filter(isOngoing), drafts }
}
