import { messagesRoutes } from '@shared/contract/messages'
import type { Reply } from '@shared/contract/route'
import { call } from '@/platform/call'

export type Inbox = Reply<typeof messagesRoutes.listMessages>

const PAGE = '20'

export const fetchInbox = (before?: string): Promise<Inbox> =>
  call(messagesRoutes.listMessages, { query: { limit: PAGE, before } })

export const markRead = (messageId: string) => call(messagesRoutes.markRead, { params: { messageId } })

export const markAllRead = () => call(messagesRoutes.markAllRead, {})

/** The inbox with one message read. */
export const withRead = (inbox: Inbox, messageId: string): Inbox => ({
  ...inbox,
  unread: inbox.items.some((each) => each.id === messageId && !each.read) ? inbox.unread - 1 : inbox.unread,
  items: inbox.items.map((each) => (each.id === messageId ? { ...each, read: true } : each))
})

/** The inbox with every message read. */
export const withAllRead = (inbox: Inbox): Inbox => ({
  ...inbox,
  unread: 0,
  items: inbox.items.map((each) => ({ ...each, read: true }))
})
