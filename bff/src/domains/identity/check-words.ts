import type { Db } from '../../platform/db/db'
import { DepartmentUnavailable } from '../../platform/department-client/errors'
import { openidOf } from './mini-program-openid'
import type { CheckWords, CitizenSeals, WordSafety } from './port'
import { samePerson } from './same-person'

interface Deps {
  db: Db
  seals: CitizenSeals
  wechat: WordSafety
}

/** Free words are judged by WeChat before anybody reads them (msg_sec_check); it wants to know whose they are. */
export const makeCheckWords =
  ({ db, seals, wechat }: Deps): CheckWords =>
  async (citizenId, words) => {
    const openid = await openidOf(db, seals, await samePerson(db, citizenId))
    if (openid === null) return 'unjudged'
    try {
      const verdict = await wechat.judgeWords(openid, words)
      return verdict === 'unknown' ? 'unjudged' : verdict
    } catch (error) {
      if (error instanceof DepartmentUnavailable) return 'later'
      throw error
    }
  }
