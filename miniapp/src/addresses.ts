/** Addresses of the pages others link to. Every id is url-safe by contract, so nothing needs escaping. */
export const HOME = '/pages/index/index'
export const SERVICES = '/pages/services/index'
export const MESSAGES = '/pages/messages/index'
export const MINE = '/pages/mine/index'
/** The tab bar, in order. */
export const TABS = [
  { address: HOME, title: '首页', icon: 'home' },
  { address: SERVICES, title: '办事', icon: 'grid' },
  { address: MESSAGES, title: '消息', icon: 'bell' },
  { address: MINE, title: '我的', icon: 'person' }
] as const

export const PRIVACY = '/pages/privacy/index'
export const CASES = '/packages/services/pages/cases/index'

export const guideOf = (serviceId: string): string => `/packages/services/pages/guide/index?serviceId=${serviceId}`

/** With a case id the form opens for 补正 of that case. */
export const applyFor = (serviceId: string, caseId?: string): string =>
  `/packages/services/pages/apply/index?serviceId=${serviceId}${caseId ? `&caseId=${caseId}` : ''}`

export const receiptOf = (caseId: string): string => `/packages/services/pages/receipt/index?caseId=${caseId}`

export const caseAt = (caseId: string): string => `/packages/services/pages/case/index?caseId=${caseId}`
