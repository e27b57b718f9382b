import type { Clock } from '../../platform/clock/clock'
import { spokenMoment } from '../../platform/clock/instant-text'
import type { Db, Tx } from '../../platform/db/db'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Notify } from '../messages/port'
import { forgetDevicesBefore, mainAccount, meetDevice } from './account-store'
import { deviceOf } from './device'
import type { Sessions } from './sessions'
import type { Channel } from './store'

/** A kind of device that was not used for so long is told of again. */
const FAMILIAR_MS = 30 * 24 * 3_600_000

/**
 * The one way a person gets a session by signing in: always a new token, for the account theirs may be merged into, and
 * a notice of it. The mini-program signs in silently at every start: there only an unfamiliar device is told of.
 */
export function makeOpenSession({ sessions, notify, clock }: { sessions: Sessions; notify: Notify; clock: Clock }) {
  return async (
    tx: Tx,
    fresh: { accountId: string; channel: Channel; userAgent: string; proven: boolean }
  ): Promise<string | null> => {
    const at = clock.now()
    const account = await mainAccount(tx, fresh.accountId)
    if (!account) return null
    const citizenId = account.id
    const device = deviceOf(fresh.channel, fresh.userAgent)
    const opened = await sessions.open(tx, {
      citizenId,
      account,
      channel: fresh.channel,
      device,
      ...(fresh.proven ? { checkedAt: at } : {})
    })
    const newBefore = new Date(at.getTime() - FAMILIAR_MS)
    const unfamiliar = await meetDevice(tx, { citizenId, channel: fresh.channel, device, at, newBefore })
    if (unfamiliar || fresh.channel !== 'mini-program')
      await notify(tx, {
        event: 'session.opened',
        to: citizenId,
        key: `session:${opened.sessionId}`,
        data: { device, at: spokenMoment(at) },
        about: { kind: 'session', id: opened.sessionId }
      })
    return opened.token
  }
}
export type OpenSession = ReturnType<typeof makeOpenSession>

/**
 * The sign-in that happens at every start of the mini-program, in one statement: somebody known on a familiar device,
 * who is told nothing. null = anything else, which goes the long way; nothing has happened then.
 */
export const makeOpenAgain =
  ({ sessions, clock }: { sessions: Sessions; clock: Clock }) =>
  (known: { openidIndex: string; unionid: boolean }, userAgent: string): Promise<string | null> =>
    sessions.openFamiliar({
      ...known,
      device: deviceOf('mini-program', userAgent),
      newBefore: new Date(clock.now().getTime() - FAMILIAR_MS)
    })
export type OpenAgain = ReturnType<typeof makeOpenAgain>

export const forgetDevices = (db: Db, clock: Clock): RecurringJob => ({
  name: 'identity.old-devices',
  everyMs: 24 * 3_600_000,
  run: () => forgetDevicesBefore(db, new Date(clock.now().getTime() - FAMILIAR_MS))
})
