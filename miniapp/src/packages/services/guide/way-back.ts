import { readSetting, writeSetting } from '@/platform/storage'

const NAME = 'way-back'
/** Long enough for an application; later the person has begun something else. */
const GOOD_FOR_MS = 2 * 3_600_000

/** Keeps where 渝快办 wants the person back; null forgets it. The address comes from the server, which knows it is theirs. */
export const rememberWayBack = (url: string | null, now = Date.now()): void =>
  writeSetting(NAME, url === null ? [] : [url, String(now + GOOD_FOR_MS)])

/** The address to go back to; null = the person did not come from there, or long ago. */
export function wayBack(now = Date.now()): string | null {
  const kept = readSetting(NAME)
  if (!Array.isArray(kept)) return null
  const [url, until] = kept
  return typeof url === 'string' && /^https?:\/\//.test(url) && Number(until) > now ? url : null
}
