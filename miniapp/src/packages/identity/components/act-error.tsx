import { Notice } from '@/kit/notice/notice'
import type { CallError } from '@/platform/call-error'
import { errorWords } from './act'

/** Why the last act failed; nothing when it did not. */
export function ActError({ error }: { error: CallError | null }) {
  if (!error) return null
  return (
    <Notice tone='error'>
      {errorWords(error)}
      {error.requestId && error.code === 'internal' ? `问题编号：${error.requestId}` : ''}
    </Notice>
  )
}
