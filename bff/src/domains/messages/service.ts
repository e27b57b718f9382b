import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import { reachOf } from '../mandates/port'
import type { Notify } from './port'
import { inboxPage, insertMessage, markAllRead, markRead, type Readable, unreadCount } from './store'
import { WORDING } from './wording'

/** The one way to tell a citizen something: a row in the inbox, in the caller's transaction. */
export const makeNotify =
  (clock: Clock): Notify =>
  async (tx, { event, to, key, data, about, serviceId }) => {
    const wording = WORDING[event]
    await insertMessage(tx, {
      id: newId(),
      citizenId: to,
      event,
      key,
      title: wording.title,
      body: wording.body(data),
      about,
      serviceId: serviceId ?? null,
      at: clock.now()
    })
  }

/**
 * What a person reads: for an enterprise the enterprise's messages, an agent those within their scope; otherwise their
 * own. A child has nobody but the guardian, who therefore reads both.
 */
export const readableBy = (reader: Reader): Readable => {
  const { capacity, selfIds, ownerIds } = reader
  if (capacity.kind === 'enterprise') return { owners: ownerIds, services: reachOf(reader) }
  return { owners: capacity.kind === 'guardian' ? [...selfIds, ...ownerIds] : selfIds, services: null }
}
type Reader = Pick<SessionCaller, 'capacity' | 'selfIds' | 'ownerIds'>

/** The inbox of one or more accounts (merged ones are read together). */
export function makeInbox({ db, clock }: { db: Db; clock: Clock }) {
  return {
    page: async (readable: Readable, before: string | null, limit: number) => {
      const rows = await inboxPage(db, readable, before, limit + 1)
      return { rows: rows.slice(0, limit), more: rows.length > limit, unread: await unreadCount(db, readable) }
    },
    unread: (readable: Readable) => unreadCount(db, readable),
    markRead: async (readable: Readable, id: string) =>
      (await markRead(db, readable, id, clock.now())) || refuse('not_found'),
    markAllRead: (readable: Readable) => markAllRead(db, readable, clock.now())
  }
}
export type Inbox = ReturnType<typeof makeInbox>
