import type { Availability } from '@shared/contract/guide'
import { sourceMark } from '@shared/contract/source-mark'
import type { Opening } from '../content/port'

const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
const seasonWords = (day: string): string => day.split('-').map(Number).join('月').concat('日')

/**
 * Whether a service item takes applications on a civil day (YYYY-MM-DD), and the sentence that says until when; a
 * season nobody has read of is marked 待核, a made-up one 示例. The last day of a pause and both ends of a season count as
 * part of it.
 */
export function availabilityOn(open: Opening | null, today: string): Availability {
  if (!open) return { open: true, note: null }
  if ('paused' in open) {
    const { until, reason } = open.paused
    if (until && today > until) return { open: true, note: null }
    const when = until ? `暂停办理到 ${dayWords(until)}` : '暂停办理，恢复时间还没有定'
    return { open: false, note: `${when}。原因：${reason.replace(/。$/, '')}。` }
  }
  const { from, to, source } = open.season
  const [year, day] = [Number(today.slice(0, 4)), today.slice(5)]
  const overNewYear = from > to
  const inSeason = overNewYear ? day >= from || day <= to : day >= from && day <= to
  const mark = source ? sourceMark(source) : '待核'
  const every = `每年 ${seasonWords(from)}至${overNewYear ? '次年 ' : ' '}${seasonWords(to)}办理${mark ? `（${mark}）` : ''}`
  if (inSeason) {
    const last = `${overNewYear && day >= from ? year + 1 : year}-${to}`
    return { open: true, note: `${every}，这一次到 ${dayWords(last)}为止。` }
  }
  const next = `${day < from ? year : year + 1}-${from}`
  return { open: false, note: `${every}，下一次从 ${dayWords(next)}开始。` }
}
