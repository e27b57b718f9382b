import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import type { Kv } from '../../platform/kv/kv'
import type { Sealer } from '../../platform/seal/sealer'
import type { Notify } from '../messages/port'
import type { Tasks } from '../tasks/port'
import { makeAccounts } from './accounts'
import { makeAskAboutPhoto } from './ask-about-photo'
import { makeBindPhone } from './bind-phone'
import { makeCapacitySessions } from './capacity-sessions'
import { makeCheckWords } from './check-words'
import { makeCounter } from './counter'
import { makeDevices } from './devices'
import { makeFaceChecks } from './face-checks'
import { makeIdentityHolding } from './holding'
import { makeMerges } from './merges'
import { makeMyIdentity } from './my-identity'
import { forgetDevices, makeOpenAgain, makeOpenSession } from './open-session'
import { makePhones } from './phones'
import type {
  CitizenSeals,
  FaceCheck,
  Guardianships,
  PhotoSafety,
  PublicSecurity,
  SmsGateway,
  WechatPhone,
  WechatSignIn,
  WordSafety,
  YkbSignIn
} from './port'
import { makeProveFace } from './prove-face'
import { makePersons, makeRealNames } from './real-names'
import { makeReviewFiles } from './review-files'
import { makeReviewSubject } from './review-subject'
import { makeReviews } from './reviews'
import { bindIdentity } from './routes'
import { makeIdentity } from './service'
import type { Sessions } from './sessions'
import { bindBrowserSignIn, bindDevices } from './sign-in-routes'
import { makeSmsCodes } from './sms-codes'
import { makeSmsSignIn } from './sms-sign-in'
import { makeSubjects } from './subjects'
import { makeThrottle } from './throttle'
import { bindVerification } from './verification-routes'
import { makeVerifyName } from './verify-name'
import { makeWeakNames } from './weak-names'
import { makeYkbSignIn } from './ykb-sign-in'

interface Deps {
  db: Db
  kv: Kv
  clock: Clock
  sealer: Sealer
  seals: CitizenSeals
  sessions: Sessions
  files: Files
  notify: Notify
  tasks: Tasks
  wechat: WechatSignIn & WechatPhone & FaceCheck & WordSafety & PhotoSafety
  sms: SmsGateway
  register: PublicSecurity
  ykb: YkbSignIn
  nameLost(tx: Tx, citizenId: string): Promise<void>
  /** multiplies what addresses may do */
  scale: number
}

/** The whole domain: its routes and what it offers to others. */
export function makeIdentityDomain(deps: Deps) {
  const { clock, sessions, wechat } = deps
  const throttle = makeThrottle(deps)
  const openSession = makeOpenSession(deps)
  const phones = makePhones(deps)
  const names = makeRealNames(deps)
  const weakNames = makeWeakNames({ ...deps, names })
  const codes = makeSmsCodes({ ...deps, throttle })
  const identity = makeIdentity({ ...deps, openSession, openAgain: makeOpenAgain(deps) })
  const verifyName = makeVerifyName({ ...deps, names, throttle })
  const faces = makeFaceChecks({ ...deps, face: wechat })
  const merges = makeMerges({ ...deps, names, weakNames, verifyName, faces })
  const reviews = makeReviews({ ...deps, names, verifyName })
  const reviewFiles = makeReviewFiles(deps)
  const subjects = makeSubjects(deps)
  const accounts = { ...deps, phones, names, weakNames, codes, openSession }
  const persons = makePersons(names, phones)
  return {
    meOf: identity.meOf,
    persons,
    checkWords: makeCheckWords(deps),
    askAboutPhoto: makeAskAboutPhoto(deps),
    accounts: makeAccounts({ sealer: deps.sealer, sessions }),
    holding: makeIdentityHolding({ persons, seals: deps.seals }),
    subjects,
    counter: makeCounter({ ...deps, throttle, names, weakNames, codes, phones }),
    capacitySessions: makeCapacitySessions(deps),
    reviewSubject: (guardianships: Guardianships) =>
      makeReviewSubject({ ...deps, names, files: reviewFiles, subjects, guardianships }),
    jobs: [
      sessions.cleanUp,
      throttle.cleanUp,
      codes.cleanUp,
      faces.cleanUp,
      reviewFiles.cleanUp,
      forgetDevices(deps.db, clock)
    ],
    bounds: [
      bindIdentity(identity),
      bindBrowserSignIn({ identity, sms: makeSmsSignIn(accounts), ykb: makeYkbSignIn(accounts) }),
      bindDevices(makeDevices(deps)),
      bindVerification({
        identity,
        show: makeMyIdentity({ ...deps, phones, names, reviews, merges }),
        bindPhone: makeBindPhone({ ...deps, phones, codes, wechatPhone: wechat }),
        verifyName,
        proveFace: makeProveFace({ ...deps, names, faces }),
        merges,
        reviews,
        reviewFiles
      })
    ]
  }
}
