import type { Role } from '@shared/contract/desk'
import { plainParameter } from '@/platform/plain-parameter'

const PAGES = '/packages/desk/pages'
export const DESK_SIGN_IN = `${PAGES}/sign-in/index`
export const TASKS = `${PAGES}/tasks/index`
export const QUEUE = `${PAGES}/queue/index`
export const CERTIFICATE_DESK = `${PAGES}/certificates/index`
export const DESK_CASES = `${PAGES}/cases/index`
const OPINIONS = `${PAGES}/opinions/index`
const INTAKE = `${PAGES}/intake/index`
const RELAY = `${PAGES}/relay/index`
export const ACCOUNTS = `${PAGES}/accounts/index`
export const ROLES_PAGE = `${PAGES}/roles/index`
export const AUDIT = `${PAGES}/audit/index`
export const RATINGS = `${PAGES}/ratings/index`
const FIGURES = `${PAGES}/figures/index`
export const PLATFORM = `${PAGES}/platform/index`
export const CONTENT = `${PAGES}/content/index`
export const PASSWORD_PAGE = `${PAGES}/password/index`

export const taskAt = (taskId: string): string => `${PAGES}/task/index?taskId=${taskId}`

export const deskCaseAt = (caseId: string): string => `${PAGES}/case/index?caseId=${caseId}`
/** `proposalId`: goes on with that text instead of the one in force. */
export const contentAt = ({ kind, contentId }: { kind: string; contentId: string }, proposalId = ''): string =>
  `${PAGES}/content-item/index?kind=${kind}&contentId=${contentId}${proposalId ? `&proposalId=${proposalId}` : ''}`
export const proposalAt = (proposalId: string): string => `${PAGES}/content-proposal/index?proposalId=${proposalId}`

/** Back to this place of the desk after signing in again. */
export const signInBackTo = (address: string): string => `${DESK_SIGN_IN}?to=${encodeURIComponent(address)}`

/** The link an invited person opens; the token stands behind #, so that no server log sees it. */
export const invitationLink = (token: string): string =>
  `${window.location.origin}/#${PAGES}/invitation/index?token=${token}`

/** The navigation, in order; `for` = who sees it. */
export const PLACES = [
  { address: TASKS, title: '任务', for: ['clerk', 'reviewer', 'head', 'security'] },
  { address: DESK_CASES, title: '办件', for: ['clerk', 'reviewer', 'head'] },
  { address: OPINIONS, title: '会办', for: ['clerk', 'reviewer', 'head'] },
  { address: INTAKE, title: '窗口录入', for: ['clerk', 'reviewer', 'head'] },
  { address: RELAY, title: '接力填写', for: ['clerk', 'reviewer', 'head'] },
  { address: RATINGS, title: '好差评', for: ['reviewer'] },
  { address: FIGURES, title: '指标', for: ['clerk', 'reviewer', 'head'] },
  { address: QUEUE, title: '叫号', for: ['clerk'] },
  { address: CERTIFICATE_DESK, title: '证照核验', for: ['clerk', 'reviewer'] },
  { address: CONTENT, title: '内容发布', for: ['editor', 'publisher'] },
  { address: PLATFORM, title: '渝快办对接', for: ['clerk', 'reviewer', 'head', 'editor', 'publisher'] },
  { address: ACCOUNTS, title: '账号管理', for: ['system'] },
  { address: ROLES_PAGE, title: '角色授权', for: ['security'] },
  { address: AUDIT, title: '审计查询', for: ['audit'] },
  { address: PASSWORD_PAGE, title: '修改密码', for: null }
] as const satisfies readonly { address: string; title: string; for: readonly Role[] | null }[]

export const placesFor = (roles: readonly Role[]) =>
  PLACES.filter((place) => place.for === null || place.for.some((role) => roles.includes(role)))

/** Where a member of staff begins: their own work, else (no role yet) the one page everybody has. */
export const homeOf = (roles: readonly Role[]): string => placesFor(roles)[0]?.address ?? PASSWORD_PAGE

/** An address a link may lead back to; anything else is a page of somebody else's. */
export function backTo(given: string | undefined, roles: readonly Role[]): string {
  const address = plainParameter(given)
  return address.startsWith(`${PAGES}/`) && !address.startsWith(DESK_SIGN_IN) ? address : homeOf(roles)
}
