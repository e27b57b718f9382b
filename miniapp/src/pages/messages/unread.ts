import { messagesRoutes } from '@shared/contract/messages'
import { call } from '@/platform/call'
import { setTabNumber } from '@/platform/tab-badge'

const MESSAGES_TAB = 2

export const showUnread = (count: number): void => setTabNumber(MESSAGES_TAB, count)

/** Fetches the number on the 消息 tab. A failure leaves the old number: it is only a hint. */
export async function refreshUnread(): Promise<void> {
  const reply = await call(messagesRoutes.countUnread, {}, { signInAgain: false }).catch(() => undefined)
  if (reply) showUnread(reply.unread)
}
