import type { HallBooking, HallDay } from '@shared/contract/halls'
import { weekday } from '@shared/values/civil-date'
import type { Tone } from '@/kit/tag/tag'
import { dayWords } from '@/kit/when/when'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** 11月23日 星期一 */
export const dayWithWeekday = (day: string, now?: Date): string =>
  `${dayWords(day, now)} 星期${WEEKDAYS[weekday(day) - 1] ?? ''}`

/** 11月23日 星期一 09:00–09:30 */
export const whenWords = ({ day, time, until }: Pick<HallBooking, 'day' | 'time' | 'until'>, now?: Date): string =>
  `${dayWithWeekday(day, now)} ${time}–${until}`

export const TONES = {
  booked: 'primary',
  waiting: 'primary',
  called: 'good',
  done: 'plain',
  skipped: 'warn',
  missed: 'plain',
  cancelled: 'plain'
} as const satisfies Record<HallBooking['state'], Tone>

/** What the person does next, in a sentence; null where nothing is to be done any more. */
export function nextStep({ state, number, ahead, calledTo, checkInFrom, hall, window }: HallBooking): string | null {
  if (state === 'booked')
    return `当天 ${checkInFrom.slice(11, 16)} 起到${hall.name}${window}，把取号码给工作人员看，就能取号。`
  if (state === 'waiting')
    return ahead === 0 ? '下一个就是您，请在窗口附近等候。' : `前面还有 ${ahead ?? 0} 位，请留意叫号。`
  if (state === 'called') return `请 ${number ?? ''} 号到 ${calledTo ?? ''} 号窗口办理。`
  return state === 'skipped' ? '叫号时您不在。当天可以把取号码再给工作人员看一次，重新取号。' : null
}

/** Whether the state of a booking can still change by itself. */
export const isLive = ({ state }: Pick<HallBooking, 'state'>): boolean =>
  ['booked', 'waiting', 'called', 'skipped'].includes(state)

/** 09:00，剩 3 个; what a day's place says of its times. */
export const freeWords = (free: number): string => (free > 0 ? `剩 ${free} 个` : '约满')

/** Why a day has no times to choose from; null = it has. */
export function noTimes({ closed, slots }: HallDay): string | null {
  if (closed !== null) return `这一天不对外办理：${closed}。`
  return slots.some(({ free }) => free > 0) ? null : '这一天已经约满，请看其他日期。'
}
