import type { Reply } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { call } from '@/platform/call'

export type Catalogue = Reply<typeof servicesRoutes.listServices>

/** '' stands for 全部. */
export interface Wish {
  q: string
  department: string
  subject: '' | '个人' | '法人'
}

const MOST = '50'

export const fetchCatalogue = (wish: Wish): Promise<Catalogue> =>
  call(servicesRoutes.listServices, {
    query: {
      q: wish.q.trim() || undefined,
      department: wish.department || undefined,
      subject: wish.subject || undefined,
      limit: MOST
    }
  })

/** Hot services for the home page. */
export const fetchHot = async (): Promise<Catalogue['items']> =>
  (await call(servicesRoutes.listServices, { query: { hot: 'true', limit: '8' } })).items
