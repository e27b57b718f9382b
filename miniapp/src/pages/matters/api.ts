import { homeRoutes, type Matter } from '@shared/contract/home'
import type { Reply } from '@shared/contract/route'
import { call } from '@/platform/call'

export type Matters = Reply<typeof homeRoutes.listMatters>

/** One page of 我的事项, older than `before`; all kinds or one. Rejects with CallError. */
export const listMatters = (kind: Matter['kind'] | null, before?: string): Promise<Matters> =>
  call(homeRoutes.listMatters, { query: { ...(kind ? { kind } : {}), ...(before ? { before } : {}) } })
