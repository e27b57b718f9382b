import type { RequestAbout } from '@shared/contract/consult-requests'

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

/** The one search, over everything. */
export const SEARCH = '/pages/search/index'
/** 我的事项: cases, appointments and the rest of mine in one list. */
export const MATTERS = '/pages/matters/index'
export const PRIVACY = '/pages/privacy/index'
export const CASES = '/packages/services/pages/cases/index'

export const guideOf = (serviceId: string): string => `/packages/services/pages/guide/index?serviceId=${serviceId}`

/** 情形引导 and 能不能办 of a service item. */
export const checkOf = (serviceId: string): string => `/packages/services/pages/check/index?serviceId=${serviceId}`

/** 我能办什么: which items one qualifies for. */
export const SUITED = '/packages/services/pages/suited/index'

/** With a case id the form opens for 补正 of that case. */
export const applyFor = (serviceId: string, caseId?: string): string =>
  `/packages/services/pages/apply/index?serviceId=${serviceId}${caseId ? `&caseId=${caseId}` : ''}`

export const receiptOf = (caseId: string): string => `/packages/services/pages/receipt/index?caseId=${caseId}`

export const caseAt = (caseId: string): string => `/packages/services/pages/case/index?caseId=${caseId}`

/** 我的材料: papers handed in once, to be used again. */
export const MATERIALS = '/packages/services/pages/materials/index'

/** 接力码 on another phone. */
export const RELAY = '/packages/services/pages/relay/index'

/** 服务评价 of a case that has ended. */
export const ratingOf = (caseId: string): string => `/packages/services/pages/rating/index?caseId=${caseId}`
/** 好差评 of a visit to a hall. */
export const visitRatingOf = (bookingId: string): string =>
  `/packages/services/pages/rating/index?bookingId=${bookingId}`

/** Where a person signs in (H5 outside WeChat) and proves who they are, and comes back from by themselves. */
const IDENTITY = '/packages/identity/pages'
export const SIGN_IN = `${IDENTITY}/sign-in/index`
export const STEP_UP = `${IDENTITY}/step-up/index`
export const MERGE = `${IDENTITY}/merge/index`
export const IDENTITY_PAGE = `${IDENTITY}/identity/index`
export const DEVICES = `${IDENTITY}/devices/index`
export const EXPORT = `${IDENTITY}/export/index`
export const CLOSURE = `${IDENTITY}/closure/index`
export const PHONE = `${IDENTITY}/phone/index`
export const CORRECTION = `${IDENTITY}/correction/index`
/** 人工核验 of a passport or permit, or of the relation to a child. */
export const reviewOf = (of: 'paper' | 'guardian'): string => `${IDENTITY}/review/index?of=${of}`
/** 设备管理; with a session id, the one a notice told about. */
export const deviceAt = (sessionId: string): string => `${DEVICES}?sessionId=${sessionId}`
export const termsAt = (termsId: 'privacy' | 'service'): string => `${PRIVACY}?termsId=${termsId}`

// packages/certificates
const CERTIFICATE_PAGES = '/packages/certificates/pages'
export const CERTIFICATES = `${CERTIFICATE_PAGES}/list/index`
export const certificateAt = (certificateId: string): string =>
  `${CERTIFICATE_PAGES}/certificate/index?certificateId=${certificateId}`
/** 亮证 */
export const showingOf = (certificateId: string): string =>
  `${CERTIFICATE_PAGES}/show/index?certificateId=${certificateId}`
/** The same of one from the e-certificate library. */
export const heldAt = (heldId: string): string => `${CERTIFICATE_PAGES}/held/index?heldId=${heldId}`
export const showingOfHeld = (heldId: string): string => `${CERTIFICATE_PAGES}/show/index?heldId=${heldId}`

// packages/trust
const TRUST = '/packages/trust/pages'
export const CAPACITY = `${TRUST}/capacity/index`
export const ENTERPRISES = `${TRUST}/enterprises/index`
export const MANDATES = `${TRUST}/mandates/index`
export const CONSENTS = `${TRUST}/consents/index`
export const LEDGER = `${TRUST}/ledger/index`
export const PARTNERS = `${TRUST}/partners/index`

export const enterpriseAt = (enterpriseId: string): string => `${TRUST}/enterprise/index?enterpriseId=${enterpriseId}`

/** Inviting an agent of an enterprise, or without one a relative. */
export const inviteFor = (enterpriseId?: string): string =>
  `${TRUST}/invite/index${enterpriseId ? `?enterpriseId=${enterpriseId}` : ''}`

/** The page that shows an invitation to whoever holds its code; without a code it asks for one. */
export const invitationAt = (code?: string): string => `${TRUST}/invitation/index${code ? `?code=${code}` : ''}`

export const partnerAt = (partnerId: string): string => `${TRUST}/partner/index?partnerId=${partnerId}`

// packages/consult
const CONSULT_PAGES = '/packages/consult/pages'
/** 咨询; about an item, and with the words that were looked for elsewhere. */
export function askAbout({ serviceId, question }: { serviceId?: string; question?: string } = {}): string {
  const told = [
    ...(serviceId ? [`serviceId=${serviceId}`] : []),
    ...(question ? [`question=${encodeURIComponent(question)}`] : [])
  ]
  return `${CONSULT_PAGES}/ask/index${told.length > 0 ? `?${told.join('&')}` : ''}`
}
/** 投诉、建议、求助、随手拍 to the hotline; with an item, a case or a hall about that. */
export const writeAbout = (about?: RequestAbout): string =>
  `${CONSULT_PAGES}/write/index${about ? `?about=${about.kind}&id=${about.id}` : ''}`
export const MY_REQUESTS = `${CONSULT_PAGES}/requests/index`
export const requestAt = (requestId: string): string => `${CONSULT_PAGES}/request/index?requestId=${requestId}`

// packages/halls
const HALLS_PAGES = '/packages/halls/pages'
export const HALLS = `${HALLS_PAGES}/halls/index`
export const MY_BOOKINGS = `${HALLS_PAGES}/bookings/index`

/** Halls one can go to for this item. */
/** 养老机构名录; with a street (GB/T 10114) that street's. */
export const INSTITUTIONS = `${HALLS_PAGES}/institutions/index`
export const institutionsIn = (street: string): string => `${INSTITUTIONS}?street=${street}`
export const hallsFor = (serviceId: string): string => `${HALLS}?serviceId=${serviceId}`
export const hallAt = (hallId: string): string => `${HALLS_PAGES}/hall/index?hallId=${hallId}`
export const timesAt = (hallId: string, serviceId: string): string =>
  `${HALLS_PAGES}/times/index?hallId=${hallId}&serviceId=${serviceId}`
export const bookingAt = (bookingId: string): string => `${HALLS_PAGES}/booking/index?bookingId=${bookingId}`
