import type { Db } from '../../platform/db/db'
import { type OwnSearchSource, searchWords } from '../home/port'
import { readableBy } from './service'
import { inboxWith } from './store'

/** The inbox in the one search: messages that contain every word, newest first. */
export const messagesSource = (db: Db): OwnSearchSource => ({
  kind: 'messages',
  label: '消息',
  find: async (words, limit, caller) => {
    const wanted = searchWords(words)
    if (wanted.length === 0) return { items: [], more: false }
    const rows = await inboxWith(db, readableBy(caller), wanted, limit + 1)
    return {
      items: rows.slice(0, limit).map(({ id, title, body, about_kind, about_id }) => ({
        id,
        title,
        note: body,
        leadsTo: about_kind && about_id ? { kind: about_kind, id: about_id } : null
      })),
      more: rows.length > limit
    }
  }
})
