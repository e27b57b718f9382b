import type { DeskFigure } from '@shared/contract/desk-figures'
import type { Guide } from '@shared/contract/guide'
import { TARGETS } from './targets'

interface Share {
  part: number
  whole: number
}

/** Fewer ratings than this could say who they are from; see feedback/figures.ts. */
const SMALLEST = 5

export interface Counts {
  guides: readonly Pick<Guide, 'applyOnline' | 'visits'>[]
  /** cases that ended after a promise, and those of them that ended by their day */
  onTime: Share
  /** ratings of months that are over; part = 很满意, 满意, 基本满意 */
  ratings: Share
}

const perMille = ({ part, whole }: Share): number | null => (whole === 0 ? null : Math.floor((part * 1000) / whole))

function visitShare(guides: Counts['guides'], most: number): Share & { note: string } {
  // what is only shown as an example is no number of the district
  const known = guides.flatMap(({ visits }) => (visits.value !== null && visits.source?.read ? [visits.value] : []))
  const missing = guides.length - known.length
  return {
    part: known.filter((visits) => visits <= most).length,
    whole: known.length,
    note: missing > 0 ? `${missing} 个事项还没有核实到现场次数，没有算进来。` : ''
  }
}

/** The figures beside their targets, from what is published and what has happened. Nothing is estimated. */
export function figuresOf({ guides, onTime, ratings }: Counts): DeskFigure[] {
  const online = { part: guides.filter(({ applyOnline }) => applyOnline).length, whole: guides.length }
  const rated = ratings.whole < SMALLEST ? { part: 0, whole: 0 } : ratings
  const line = (
    id: DeskFigure['id'],
    title: string,
    counted: string,
    { part, whole }: Share,
    note = ''
  ): DeskFigure => ({
    ...{ id, title, counted, part, whole, note },
    perMille: perMille({ part, whole }),
    target: TARGETS[id]
  })
  const [none, once] = [visitShare(guides, 0), visitShare(guides, 1)]
  return [
    line('no-visit', '零跑腿', '到现场次数为 0 的事项', none, none.note),
    line('one-visit', '最多跑一次', '到现场次数不超过 1 次的事项', once, once.note),
    line('online', '网上可办', '可以在这里网上申请的事项', online),
    line('on-time', '按时办结', '在承诺日或之前办结的办件', onTime, '只算已经受理并办结的办件。'),
    line('satisfied', '评价满意', '基本满意及以上的评价', rated, '只算已经结束的月份，不足 5 条不显示。')
  ]
}
