import { messagesRoutes } from '@shared/contract/messages'
import { call } from '@/platform/call'
import { setTabNumber } from '@/platform/tab-badge'
import { makeWatched, useWatched } from '@/platform/watched'

const MESSAGES_TAB = 2

const unread = makeWatched(0)

export const showUnread = (count: number): void => {
  unread.set(count)
  setTabNumber(MESSAGES_TAB, count)
}

/** How many messages the person has not read, as far as the phone knows. */
export const useUnread = (): number => useWatched(unread)

/** Fetches the number on the 消息 tab. A failure leaves the old number: it is only a hint. */
export async function refreshUnread(): Promise<void> {
  const reply = await call(messagesRoutes.countUnread, {}, { signInAgain: false }).catch(() => undefined)
  if (reply) showUnread(reply.unread)
}
