import type { LedgerEntry } from '@shared/contract/ledger'
import { civilDateAt } from '@shared/values/civil-date'
import type { Reads } from '../api'

/** Reads of one day in Shanghai (YYYY-MM-DD), in the order they came in. */
export interface DayOfReads {
  day: string
  entries: LedgerEntry[]
}

/** Groups reads by day; both keep their order (newest first). */
export function byDay(entries: LedgerEntry[]): DayOfReads[] {
  const days: DayOfReads[] = []
  for (const entry of entries) {
    const day = civilDateAt(new Date(entry.at))
    const open = days.at(-1)
    if (open?.day === day) open.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

/** Older reads behind those shown; what came twice (new reads moved the pages) is dropped. */
export const withOlder = (was: Reads, older: Reads): Reads => ({
  items: [...was.items, ...older.items.filter(({ id }) => !was.items.some((known) => known.id === id))],
  more: older.more
})

/** The list with one entry renewed. */
export const withEntry = (was: Reads, renewed: LedgerEntry): Reads => ({
  ...was,
  items: was.items.map((entry) => (entry.id === renewed.id ? renewed : entry))
})

const READERS = { department: '部门系统', staff: '工作人员', proxy: '代办人' } as const

export const readerKindWords = ({ kind }: LedgerEntry['reader']): string => READERS[kind]

const SHORTEST_DISPUTE = 5

/** A sentence when the text of a dispute is too short to act on, null when it will do. */
export const disputeProblem = (text: string): string | null =>
  text.trim().length < SHORTEST_DISPUTE ? '请写明您认为哪里不对，至少 5 个字。' : null
