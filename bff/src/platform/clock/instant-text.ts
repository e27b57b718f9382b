const OFFSET_MS = 8 * 3_600_000

/** An instant as it travels in JSON: ISO 8601 with China's offset, e.g. 2026-11-22T09:30:00.000+08:00. */
export const instantText = (at: Date): string =>
  `${new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, -1)}+08:00`

/** Reads such a text; null when it is none, or of a year that not every store can hold. */
export function instantFrom(text: string): Date | null {
  const at = new Date(text)
  const year = at.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? at : null
}

/** YYYY-MM-DD as a message to a citizen says it: 2026年12月7日; anything else unchanged. */
export function spokenDay(day: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : day
}

/** 11月22日 09:30: the moment as a message to a citizen says it, in Asia/Shanghai. */
export function spokenMoment(at: Date): string {
  const text = instantText(at)
  return `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 16)}`
}
