import { civilDateAt, daysBetween, parseCivilDate } from '@shared/values/civil-date'

// Fixed on purpose: the district lives in +08:00, whatever zone the phone is set to.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** YYYY-MM-DD as people say it: 11月30日, with the year when it is not this one. Other text comes back unchanged. */
export function dayWords(day: string, now: Date = new Date()): string {
  if (parseCivilDate(day) === undefined) return day
  const [year, month, date] = day.split('-').map(Number)
  const short = `${month}月${date}日`
  return day.slice(0, 4) === civilDateAt(now).slice(0, 4) ? short : `${year}年${short}`
}

/** 2026-03-05 as 2026年3月5日, 2026-03 as 2026年3月; anything else as it is; the year is always told. */
export function dateWords(text: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text)
  if (!parts) return text
  return `${parts[1]}年${Number(parts[2])}月${parts[3] ? `${Number(parts[3])}日` : ''}`
}

/** An ISO instant in Shanghai time: 今天 09:30, 昨天 16:00, 11月20日 08:15. Unreadable text comes back unchanged. */
export function instantWords(instant: string, now: Date = new Date()): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const clock = new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16)
  const day = civilDateAt(at)
  const ago = daysBetween(day, civilDateAt(now))
  const said = ago === 0 ? '今天' : ago === 1 ? '昨天' : dayWords(day, now)
  return `${said} ${clock}`
}

/** 上午好 and its like, for the hour in Shanghai. */
export function greetingAt(now: Date): string {
  const hour = new Date(now.getTime() + SHANGHAI_OFFSET_MS).getUTCHours()
  if (hour < 5) return '夜深了'
  if (hour < 11) return '早上好'
  if (hour < 13) return '中午好'
  return hour < 18 ? '下午好' : '晚上好'
}
