import { instantFrom } from '../clock/instant-text'
import { type Refused, refuse } from './refused'

/** The instant from which a list goes on (`?before=`), null = its beginning. Refused: bad_request (no instant). */
export function pageBefore({ before }: { before?: string | undefined }): Date | null | Refused<'bad_request'> {
  if (!before) return null
  return instantFrom(before) ?? refuse('bad_request', { 'query.before': '时间格式不对。' })
}
