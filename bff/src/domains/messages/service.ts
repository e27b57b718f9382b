import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
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

/**
 * Whose messages a person reads: for an enterprise the enterprise's; otherwise their own. A child has nobody but the
 * guardian, who therefore reads both.
 */
export const readableInboxes = ({ capacity, selfIds, ownerIds }: Reader): readonly string[] => {
  if (capacity.kind === 'enterprise') return ownerIds
  return capacity.kind === 'guardian' ? [...selfIds, ...ownerIds] : selfIds
}
type Reader = Pick<SessionCaller, 'capacity' | 'selfIds' | 'ownerIds'>

/** The inbox of one or more accounts (merged ones are read together). */
export function makeInbox({ db, clock }: { db: Db; clock: Clock }) {
  return {
    page: async (citizenIds: readonly string[], before: string | null, limit: number) => {
      const rows = await inboxPage(db, citizenIds, before, limit + 1)
      return { rows: rows.slice(0, limit), more: rows.length > limit, unread: await unreadCount(db, citizenIds) }
    },
    unread: (citizenIds: readonly string[]) => unreadCount(db, citizenIds),
    markRead: async (citizenIds: readonly string[], id: string) =>
      (await markRead(db, citizenIds, id, clock.now())) || refuse('not_found'),
    markAllRead: (citizenIds: readonly string[]) => markAllRead(db, citizenIds, clock.now())
  }
}
export type Inbox = ReturnType<typeof makeInbox>
