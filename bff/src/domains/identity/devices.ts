import type { Device } from '@shared/contract/devices'
import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { refuse } from '../../platform/http/refused'
import type { Tasks } from '../tasks/port'
import { type DeviceRow, deviceById, liveDevices } from './device-store'
import type { CitizenSeals } from './port'
import { openCapacity } from './present'
import type { Sessions } from './sessions'

/** The district's data bureau looks at sign-ins nobody knows. */
const DEPARTMENT = 'big-data'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  sessions: Sessions
  tasks: Tasks
}

/** 设备: where a person is signed in. An ended session is refused in every process within 2 s. */
export function makeDevices({ db, clock, seals, sessions, tasks }: Deps) {
  const present = async (row: DeviceRow, currentId: string): Promise<Device> => ({
    id: row.id,
    channel: row.channel,
    device: row.device,
    signedInAt: instantText(row.created_at),
    lastSeenAt: instantText(row.last_seen_at),
    current: row.id === currentId,
    capacity: openCapacity(await seals.of(db, row.citizen_id), row)
  })
  return {
    list: async ({ citizenId, sessionId }: SessionCaller) =>
      Promise.all((await liveDevices(db, citizenId, clock.now())).map((row) => present(row, sessionId))),
    /** Ending twice is ending once. */
    end: async (who: SessionCaller, id: string) => {
      const row = await deviceById(db, who.selfIds, id)
      if (!row) return refuse('not_found')
      await db.tx((tx) => sessions.endById(tx, row.id))
      return true
    },
    endOthers: (who: SessionCaller) => db.tx((tx) => sessions.endOthersOf(tx, who.citizenId, who.sessionHash)),
    /** 不是我本人: every session but the one that says so ends, and staff look into it. */
    report: async (who: SessionCaller, id: string) => {
      const row = await deviceById(db, who.selfIds, id)
      if (!row) return refuse('not_found')
      await db.tx(async (tx) => {
        await sessions.endOthersOf(tx, who.citizenId, who.sessionHash)
        await tasks.open(tx, {
          kind: 'not-me',
          department: DEPARTMENT,
          title: '核查非本人登录',
          aboutId: id,
          dueInWorkingDays: 1
        })
      })
      return true
    }
  }
}
export type Devices = ReturnType<typeof makeDevices>
