import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Notify } from './port'
import { inboxPage, insertMessage, markAllRead, markRead, unreadCount } from './store'
import { WORDING } from './wording'

/** The one way to tell a citizen something: a row in the inbox, in the caller's transaction. */
export const makeNotify =
  (clock: Clock): Notify =>
  async (tx, { event, to, key, data, about }) => {
    const wording = WORDING[event]
    await insertMessage(tx, {
      id: newId(),
      citizenId: to,
      event,
      key,
      title: wording.title,
      body: wording.body(data),
      about,
      at: clock.now()
    })
  }

export function makeInbox({ db, clock }: { db: Db; clock: Clock }) {
  return {
    page: async (citizenId: string, before: string | null, limit: number) => {
      const rows = await inboxPage(db, citizenId, before, limit + 1)
      return { rows: rows.slice(0, limit), more: rows.length > limit, unread: await unreadCount(db, citizenId) }
    },
    unread: (citizenId: string) => unreadCount(db, citizenId),
    markRead: async (citizenId: string, id: string) =>
      (await markRead(db, citizenId, id, clock.now())) || refuse('not_found'),
    markAllRead: (citizenId: string) => markAllRead(db, citizenId, clock.now())
  }
}
export type Inbox = ReturnType<typeof makeInbox>
