import { type ServiceTag, serviceTag } from '@shared/contract/guide'
import type { Reply } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { call } from '@/platform/call'

export type Catalogue = Reply<typeof servicesRoutes.listServices>

/** '' stands for 全部. */
export interface Wish {
  q: string
  department: string
  subject: '' | '个人' | '法人'
  event: string
  tag: '' | ServiceTag
}

export const TAGS = serviceTag.options

const MOST = '50'

export const fetchCatalogue = (wish: Wish): Promise<Catalogue> =>
  call(servicesRoutes.listServices, {
    query: {
      q: wish.q.trim() || undefined,
      department: wish.department || undefined,
      subject: wish.subject || undefined,
      event: wish.event || undefined,
      tag: wish.tag || undefined,
      limit: MOST
    }
  })

/** Hot services and the life events, for the home page. */
export const fetchHot = (): Promise<Catalogue> =>
  call(servicesRoutes.listServices, { query: { hot: 'true', limit: '50' } })

/** What is paused today. */
export const fetchClosed = async (): Promise<Catalogue['items']> =>
  (await call(servicesRoutes.listServices, { query: { closed: 'true', limit: '10' } })).items
