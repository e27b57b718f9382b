import type { Guide, TimeLimit } from '@shared/contract/guide'
import type { Source } from '@shared/contract/parts'
import { sourceMark } from '@shared/contract/source-mark'
import { formatMoney } from '@shared/values/money'

/** One fact of a guide as the screen shows it; `text` null is one nobody has read anywhere. */
export interface Fact {
  label: string
  text: string | null
  source: Source | null
}

/** 5 个工作日, 20 个自然日, or 当场办结 for what is done at once. */
export function limitWords({ days, unit }: TimeLimit): string {
  if (unit === 'at-once') return '当场办结'
  return `${days} 个${unit === 'working-days' ? '工作日' : '自然日'}`
}

const visitWords = (visits: number): string => (visits === 0 ? '0 次，不用到现场' : `${visits} 次`)

/** 不收费 for an amount of nothing, the amount in 元 with its explanation otherwise. */
export function feeWords({ amount, text }: { amount: number | null; text: string }): string {
  if (amount === null) return text
  if (amount === 0) return '不收费'
  return text ? `${formatMoney(amount)} 元（${text}）` : `${formatMoney(amount)} 元`
}

const fact = <T>(
  label: string,
  told: { value: T | null; source: Source | null },
  words: (value: T) => string
): Fact => ({
  label,
  text: told.value === null ? null : words(told.value),
  source: told.source
})
const asIs = (text: string): string => text

const promiseFact = (guide: Pick<Guide, 'promise'>) => fact('承诺时限', guide.promise, limitWords)
const legalFact = (guide: Pick<Guide, 'legalLimit'>) => fact('法定时限', guide.legalLimit, limitWords)
const feeFact = (guide: Pick<Guide, 'fee'>) => fact('费用', guide.fee, feeWords)

/** The four numbers people ask for first: 国办发〔2015〕46号 wants them on every guide. */
export const mainFacts = (guide: Guide): Fact[] => [
  promiseFact(guide),
  legalFact(guide),
  fact('到现场次数', guide.visits, visitWords),
  feeFact(guide)
]

/** What a 情形 can make different among them. */
export const limitFacts = (guide: Pick<Guide, 'promise' | 'legalLimit' | 'fee'>): Fact[] => [
  promiseFact(guide),
  legalFact(guide),
  feeFact(guide)
]

/** What else a guide states about the item as a whole. */
export const otherFacts = (guide: Guide): Fact[] => [
  { label: '事项类型', text: guide.kind, source: null },
  ...(guide.caseKind ? [{ label: '办件类型', text: guide.caseKind, source: null }] : []),
  { label: '服务对象', text: guide.subjects.join('、'), source: null },
  fact('办理结果', guide.result, asIs),
  fact('网上办理深度', guide.onlineDepth, (depth) => `${depth} 级`),
  fact('咨询电话', guide.consultPhone, asIs),
  fact('投诉电话', guide.complaintPhone, asIs)
]

/** Address, hours and telephone of one window. */
export const windowFacts = (place: Guide['windows'][number]): Fact[] => [
  fact('地址', place.address, asIs),
  fact('时间', place.hours, asIs),
  fact('电话', place.phone, asIs)
]

const UNREAD_WORDS = {
  待核: '这一项还没有和原文核对，请以窗口为准。',
  示例: '这一项是试用的示例，不是部门公布的，请以窗口为准。'
} as const

/** A source below its title: document, the sentence itself when it was copied, and whether anybody has read it. */
export const sourceWords = (source: Source): string =>
  [
    `出处：${source.document}。`,
    ...(source.quote ? [`原文：“${source.quote}”`] : []),
    ...(source.read ? [] : [UNREAD_WORDS[sourceMark(source) ?? '待核']])
  ].join('\n')
