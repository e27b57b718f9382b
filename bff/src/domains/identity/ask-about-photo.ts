import type { Db } from '../../platform/db/db'
import { DepartmentUnavailable } from '../../platform/department-client/errors'
import { openidOf } from './mini-program-openid'
import type { AskAboutPhoto, CitizenSeals, PhotoSafety } from './port'
import { samePerson } from './same-person'

interface Deps {
  db: Db
  seals: CitizenSeals
  wechat: PhotoSafety
}

/** Photos are judged by WeChat before anybody sees them (media_check_async); it wants to know whose they are. */
export const makeAskAboutPhoto =
  ({ db, seals, wechat }: Deps): AskAboutPhoto =>
  async (citizenId, url) => {
    const openid = await openidOf(db, seals, await samePerson(db, citizenId))
    if (openid === null) return 'nobody'
    try {
      const asked = await wechat.askAboutPhoto(openid, url)
      return asked === 'unknown' ? 'nobody' : asked
    } catch (error) {
      if (error instanceof DepartmentUnavailable) return 'later'
      throw error
    }
  }
