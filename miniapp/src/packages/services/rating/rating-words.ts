import type { Rating } from '@shared/contract/feedback'
import { dayWords } from '@/kit/when/when'
import { type Happening, momentWords } from '../case/case-words'

/** What became of a bad rating, ready to be drawn: the awaited step is where it stands. */
export const mendingHappenings = ({ steps, overdue }: NonNullable<Rating['mending']>): Happening[] =>
  steps.map(({ label, at, dueDay, note }) => ({
    label,
    ...(at === null ? {} : { at: momentWords(at) }),
    ...(note === null ? {} : { note }),
    ...(dueDay === null ? {} : { note: overdue ? `原定 ${dayWords(dueDay)} 前，已超期` : `${dayWords(dueDay)} 前` }),
    tone: at === null ? 'now' : 'done'
  }))

/** Free words as they are sent: nothing at all when nothing was written. */
export const saidWords = (text: string): { text?: string } => (text.trim() === '' ? {} : { text: text.trim() })
