import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { isRefused, refuse } from '../../platform/http/refused'
import { lockAccounts } from './account-store'
import type { Who } from './bind-phone'
import type { FaceChecks } from './face-checks'
import { setFaceAt } from './real-name-store'
import type { RealNames } from './real-names'
import type { Sessions } from './sessions'

interface Deps {
  db: Db
  clock: Clock
  names: RealNames
  faces: FaceChecks
  sessions: Sessions
}

/** The highest level: the face of the verified person, for this session. */
export const makeProveFace = ({ db, clock, names, faces, sessions }: Deps) => ({
  start: async (who: Who) => {
    const person = await names.verified(db, who.citizenId)
    return person ? faces.start(who, person, null) : refuse('level_required', { needed: 'real-name' })
  },
  finish: async (who: Who, verifyId: string) => {
    const passed = await faces.passed(who, verifyId, 'face')
    if (isRefused(passed)) return passed
    return db.tx(async (tx) => {
      if (!(await passed.use(tx))) return refuse('face_not_passed')
      await lockAccounts(tx, [who.citizenId])
      // the name may have moved away meanwhile, and another one may have come
      const person = await names.verified(tx, who.citizenId)
      if (person?.idNumber !== passed.person.idNumber) return refuse('face_not_passed')
      const at = clock.now()
      const token = await sessions.renew(tx, who.sessionHash, { face_at: at, checked_at: at })
      if (!token) return refuse('sign_in_required')
      await setFaceAt(tx, who.citizenId, at)
      return token
    })
  }
})
export type ProveFace = ReturnType<typeof makeProveFace>
