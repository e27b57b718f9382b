import { ROLES, type Role } from '@shared/contract/desk'

/** 2026-11-22 → 11月22日; with the year where it is not this one's. */
export const dayInWords = (day: string, today = new Date()): string => {
  const [year, month, date] = day.split('-').map(Number)
  const short = `${month}月${date}日`
  return year === today.getFullYear() ? short : `${year}年${short}`
}

/** ISO 8601 with +08:00, as the server sends it → 2026-11-22 09:30 */
export const minuteInWords = (instant: string): string => instant.slice(0, 16).replace('T', ' ')

export const ACCOUNT_STATES = { invited: '待设置', active: '在用', disabled: '已停用' } as const

export const rolesInWords = (roles: readonly Role[]): string =>
  roles.length > 0 ? roles.map((one) => ROLES[one]).join('、') : '未授权'

export const secondInWords = (instant: string): string => instant.slice(0, 19).replace('T', ' ')

/** Working days until a deadline: 还有 3 个工作日, 今天到期, 超期 2 个工作日. */
export function daysLeftInWords(days: number): string {
  if (days === 0) return '今天到期'
  return days > 0 ? `还有 ${days} 个工作日` : `超期 ${-days} 个工作日`
}
