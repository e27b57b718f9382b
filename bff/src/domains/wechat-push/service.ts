import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Log } from '../../platform/log/log'
import type { Sealer } from '../../platform/seal/sealer'
import type { PushEvents, PushedEvent, ReceivedPush } from './port'
import { forgetReceived, noteReceived } from './store'

const HOUR_MS = 3_600_000
/** WeChat repeats within seconds, and a push older than five minutes is refused; a day leaves room for any clock. */
const REMEMBERED_MS = 24 * HOUR_MS

interface Deps {
  db: Db
  clock: Clock
  log: Log
  sealer: Sealer
  handlers: PushEvents
}

/** Takes pushes in: each once, with the handler's rows in the same transaction. */
export function makeWechatPushes({ db, clock, log, sealer, handlers }: Deps) {
  return {
    /** Throws when the store is down or a handler fails; then nothing is noted, and WeChat sends it again. */
    receive: async (push: ReceivedPush): Promise<void> => {
      const key = sealer.blindIndex('wechat-push', push.key)
      const isNew = await db.tx(async (tx) => {
        const noted = await noteReceived(tx, { key, kind: push.kind, at: clock.now() })
        if (noted && push.event) await tell(handlers, tx, push.event)
        return noted
      })
      log.info({ event: 'wechat-push', kind: push.kind, outcome: isNew ? 'taken' : 'repeated' })
    },
    cleanUp: {
      name: 'wechat-push.old-pushes',
      everyMs: HOUR_MS,
      run: () => forgetReceived(db, new Date(clock.now().getTime() - REMEMBERED_MS))
    } satisfies RecurringJob
  }
}
export type WechatPushes = ReturnType<typeof makeWechatPushes>

async function tell(handlers: PushEvents, tx: Tx, pushed: PushedEvent): Promise<void> {
  switch (pushed.event) {
    case 'user_authorization_revoke':
      return handlers.user_authorization_revoke?.(tx, pushed)
    case 'user_authorization_cancellation':
      return handlers.user_authorization_cancellation?.(tx, pushed)
    case 'subscribe_msg_popup_event':
      return handlers.subscribe_msg_popup_event?.(tx, pushed)
    case 'subscribe_msg_change_event':
      return handlers.subscribe_msg_change_event?.(tx, pushed)
    case 'subscribe_msg_sent_event':
      return handlers.subscribe_msg_sent_event?.(tx, pushed)
    case 'wxa_media_check':
      return handlers.wxa_media_check?.(tx, pushed)
  }
}
