import type { CaseDetail, CaseState } from '@shared/contract/applications'

const shanghaiOffsetMs = 8 * 3_600_000
const two = (number: number): string => String(number).padStart(2, '0')

/** An instant as 2026年11月22日 09:30, always the time in China, whatever zone the phone is set to. */
export function momentWords(instant: string): string {
  const ms = Date.parse(instant)
  if (Number.isNaN(ms)) return instant
  const at = new Date(ms + shanghaiOffsetMs)
  const day = `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}

/** 办结 or 不予受理: the department has decided. */
export const isFinal = (state: CaseState): boolean =>
  state === 'completed' || state === 'refused' || state === 'withdrawn'

/** 办结 with all its details, or 不予受理: nothing more will happen by itself. */
export const isSettled = ({ state, result }: Pick<CaseDetail, 'state' | 'result'>): boolean =>
  state === 'refused' || state === 'withdrawn' || (state === 'completed' && !result?.detailsNote)

type Tone = 'plain' | 'primary' | 'good' | 'bad'
const STATE_TONES: Record<CaseState, Tone> = {
  submitted: 'plain',
  received: 'primary',
  accepted: 'primary',
  reviewing: 'primary',
  correction: 'bad',
  payment: 'bad',
  completed: 'good',
  refused: 'bad',
  withdrawn: 'plain'
}

/** Colour of a state's tag; the word on it always says the same. */
export const toneOf = ({ state, denied }: Pick<CaseDetail, 'state' | 'denied'>): Tone =>
  denied ? 'bad' : STATE_TONES[state]

export interface Happening {
  label: string
  at?: string
  note?: string
  tone: 'done' | 'now' | 'next' | 'stopped'
}

/** The timeline ready to be drawn: the last thing that happened is where the case stands, unless it has ended well. */
export function happenings({
  timeline,
  state,
  denied
}: Pick<CaseDetail, 'timeline' | 'state' | 'denied'>): Happening[] {
  const last = timeline.reduce((found, entry, index) => (entry.at === null ? found : index), -1)
  const standing = (): Happening['tone'] => {
    if (denied) return 'stopped'
    if (state === 'completed') return 'done'
    return state === 'correction' || state === 'payment' || state === 'refused' ? 'stopped' : 'now'
  }
  return timeline.map((entry, index) => ({
    label: entry.label,
    ...(entry.at === null ? {} : { at: momentWords(entry.at) }),
    ...(entry.note === null ? {} : { note: entry.note }),
    tone: entry.at === null ? 'next' : index === last ? standing() : 'done'
  }))
}

/** 860 KB, 2.4 MB */
export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
