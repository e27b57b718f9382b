import { type Message, messagesRoutes } from '@shared/contract/messages'
import { instantText } from '../../platform/clock/instant-text'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused } from '../../platform/http/refused'
import { type Inbox, readableBy } from './service'
import type { InboxRow } from './store'

const PAGE = 20

const presentMessage = (row: InboxRow): Message => ({
  id: row.id,
  title: row.title,
  body: row.body,
  at: instantText(row.created_at),
  read: row.read_at !== null,
  about: row.about_kind && row.about_id ? { kind: row.about_kind, id: row.about_id } : null
})

export const bindMessages = (inbox: Inbox) =>
  bind('messages', messagesRoutes, {
    listMessages: async ({ query }, { caller }) => {
      const page = await inbox.page(readableBy(caller), query.before ?? null, Number(query.limit ?? PAGE))
      return { items: page.rows.map(presentMessage), unread: page.unread, more: page.more }
    },
    countUnread: async (_input, { caller }) => ({ unread: await inbox.unread(readableBy(caller)) }),
    markRead: async ({ params }, { caller }) => {
      const marked = await inbox.markRead(readableBy(caller), params.messageId)
      return isRefused(marked) ? marked : DONE
    },
    markAllRead: async (_input, { caller }) => {
      await inbox.markAllRead(readableBy(caller))
      return DONE
    }
  })
