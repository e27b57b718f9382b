import type { CaseRow } from './case-store'
import type { OpenedCase } from './cases'
import { owedLabel } from './owed/present-owed'

interface Line {
  label: string
  value: string
}

/** Which case a task is about; no personal value. */
export const caseNamed = ({ number, service_name }: Pick<CaseRow, 'number' | 'service_name'>): Line[] => [
  { label: '办件编号', value: number },
  { label: '事项', value: service_name }
]

/** For a task after the end of a case, which shows no papers itself. */
export const WHERE_TO_LOOK: Line = { label: '怎么查', value: '在“办件”的“已结束”里按办件编号查看材料。' }

/** What a case was handed in without: each promise word for word, its day, and what became of it. */
export const owedLines = (owed: OpenedCase['owed']): Line[] =>
  owed.map((row) => {
    const { kind, label, due_day: dueDay, promise, broken_on: brokenOn } = row
    const said = [
      owedLabel(row),
      dueDay && `最晚 ${dueDay} ${kind === 'later' ? '补交' : '整改'}`,
      promise && `承诺内容：${promise}`,
      brokenOn && `${brokenOn} 记录为没有兑现`,
      row.brokenReason && `原因：${row.brokenReason}`
    ]
    return { label: `${kind === 'later' ? '容缺后补' : '告知承诺'}：${label}`, value: said.filter(Boolean).join('；') }
  })

/** 补正差异单: what was asked for, what stood there before and what stands there after, in masked words. */
export const mendLines = (mends: readonly { items: readonly MendedItem[] }[]): Line[] =>
  mends.flatMap(({ items }) =>
    items.map((item) => ({
      label: `补正：${item.label}`,
      value: `${item.reason}（${item.before ?? '没有'} → ${item.after ?? '没有'}）`
    }))
  )
interface MendedItem {
  label: string
  reason: string
  before: string | null
  after: string | null
}

/** 会办, 缴费 and a pause, in full: for the owner. */
export const deskLines = ({ desk }: Pick<OpenedCase, 'desk'>): Line[] => [
  ...(desk?.opinions ?? []).map(({ name, question, words }) => ({
    label: `会办：${name}`,
    value: [question, words].filter(Boolean).join(' → ')
  })),
  ...(desk?.receiptNo ? [{ label: '缴费票据号', value: desk.receiptNo }] : []),
  ...(desk?.pauseReason ? [{ label: '暂停办理的原因', value: desk.pauseReason }] : [])
]
