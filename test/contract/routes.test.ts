import { ALL_ROUTES } from '@shared/contract/all'
import { COMMON_ERRORS, ERRORS } from '@shared/contract/errors'
import type { Route } from '@shared/contract/route'

const every: [string, Route][] = Object.entries(ALL_ROUTES).flatMap(([domain, table]) =>
  Object.entries(table).map(([name, route]): [string, Route] => [`${domain}.${name}`, route])
)
const changing = every.filter(([, route]) => route.method !== 'GET')
const breaking = (routes: [string, Route][], holds: (route: Route) => boolean) =>
  routes.filter(([, route]) => !holds(route)).map(([name]) => name)
const lists = (route: Route, code: string) => route.errors.some((listed) => listed === code)

/** Why a call that changes something needs no Idempotency-Key. */
const REPEATABLE: Record<string, string> = {
  'identity.signInWithWechat': 'a code of WeChat is good once; a second sign-in is another session, which is no harm',
  'identity.startOfficialAccountSignIn': 'only a state that is forgotten after ten minutes',
  'identity.finishOfficialAccountSignIn': 'a state is good once',
  'identity.signOut': 'ending twice is ending once',
  'browserSignIn.sendSignInCode': 'another code, and a longer pause each time',
  'browserSignIn.signInWithSms': 'a code is good once',
  'browserSignIn.startYkbSignIn': 'only a state that is forgotten after ten minutes',
  'browserSignIn.finishYkbSignIn': 'a state is good once',
  'verification.bindWechatPhone': 'a code of WeChat is good once, and so is the session',
  'verification.sendPhoneCode': 'another code, and a longer pause each time',
  'verification.bindPhone': 'a code is good once, and so is the session',
  'verification.verifyRealName': 'a name is verified once',
  'verification.startFaceCheck': 'only a check that is forgotten after an hour',
  'verification.finishFaceCheck': 'a check is good once',
  'verification.sendCheckCode': 'another code, and a longer pause each time',
  'verification.check': 'a code is good once, and so is the session',
  'verification.startMerge': 'only a check that is forgotten after an hour',
  'verification.mergeAccounts': 'a check is good once',
  'verification.undoMerge': 'a merge is taken back once',
  'verification.uploadReviewFile': 'a second copy that no review names is removed after two days',
  'devices.endSession': 'ending twice is ending once',
  'devices.endOtherSessions': 'ending twice is ending once',
  'devices.reportSession': 'one task for each session, however often it is reported',
  'rights.closeAccount': 'a second call finds the first',
  'rights.keepAccount': 'taking back what is not there changes nothing',
  'archive.openArchive': 'a look; each one is written down with its reason',
  'services.openDraft': 'sets named fields to named values; there is one draft per service item',
  'serviceCheck.checkService': 'a judgement; nothing is stored',
  'serviceCheck.judgeServices': 'a judgement; nothing is stored',
  'services.discardDraft': 'what is gone is gone',
  'services.uploadFile': 'a second copy that no draft names is removed after two days',
  'uploadParts.beginUpload': 'one unfinished upload for each content, however often it is begun',
  'uploadParts.putPart': 'a part counts once, by where it begins',
  'uploadParts.finishUpload': 'a second call answers the same file',
  'prefill.prefillDraft': 'a look; what is remembered of it replaces what was remembered before',
  'prefill.disputePrefill': 'one task for each field of a draft, however often it is disputed',
  'intakes.openIntake': 'begun twice is one that nobody hands in; it goes after a day',
  'intakes.keepIntakeWork': 'replaces the revision it names; the same again is taken as arrived',
  'intakes.endIntake': 'what is gone is gone',
  'intakes.uploadIntakeFile': 'a second copy that no case names is removed with the intake',
  'intakes.sendIntakeCode': 'another code, and a longer pause each time',
  'libraryCertificates.presentLibraryCertificate': 'another code; each is good once and for a minute',
  'collections.chooseDraftCollection': 'sets one choice',
  'relays.makeRelay': 'another code in place of the one before',
  'relays.takeRelay': 'a code is good once',
  'relays.endRelay': 'ended is ended',
  'relays.takeRelayAtDesk': 'a code is good once',
  'relays.saveRelayDraft': 'each edit counts once, by its visit and number',
  'relays.handBackRelay': 'handed back is handed back',
  'materials.useMaterial': 'a second copy that no draft names is removed after two days',
  'materials.dateMaterial': 'sets one day',
  'materials.forgetMaterial': 'what is gone is gone',
  'materials.dateFile': 'sets one day',
  'halls.cancelHallBooking': 'cancelled twice is cancelled once',
  'halls.checkIn': 'who has a number keeps it',
  'halls.finishCall': 'served twice is served once',
  'mandates.switchCapacity': 'whoever repeats it with the new session acts for the same owner again',
  'mandates.bindEnterprise': 'the same legal representative again is the same mandate',
  'mandates.acceptInvitation': 'an invitation is good once; the same person again gets the same mandate',
  'mandates.withdrawInvitation': 'withdrawn is withdrawn',
  'mandates.revokeMandate': 'ended is ended',
  'consents.withdrawConsent': 'withdrawn twice is withdrawn once',
  'signOn.openPartner': 'another ticket; each is good once and for a minute',
  'signOn.exchangeTicket': 'a ticket is good once',
  'certificates.presentCertificate': 'another code; each is good once and for a minute',
  'certificates.checkCertificate': 'a look',
  'certificates.scanPresentation': 'a code is good once',
  'certificates.withdrawCertificate': 'withdrawn is withdrawn',
  'messages.markRead': 'reading twice is reading once',
  'messages.markAllRead': 'reading twice is reading once',
  'notices.agreeToTerms': 'agreeing twice is agreeing once',
  'consultRequests.uploadRequestPhoto': 'a second copy that no request names is removed after two days',
  'hotline.hotlineCallback': 'each event has a number and counts once',
  'departments.acceptanceCallback': 'each event has a number and counts once',
  'wechatPush.receive': 'each push is told by who sent it and when, and counts once',
  'staff.signIn': 'a second sign-in is another session; the code of the second factor is good once',
  'staff.openInvitation': 'opening it again shows the same',
  'staff.acceptInvitation': 'an invitation is good once',
  'staff.check': 'a code is good once',
  'staff.changePassword': 'the old password is wrong the second time',
  'staff.signOut': 'ending twice is ending once',
  'staff.invite': 'a login is there once',
  'staff.resetAccount': 'a second link replaces the first',
  'staff.disableAccount': 'what is closed is closed',
  'staff.assignRoles': 'sets the roles to what is named',
  'consult.askQuestion': 'a look; nothing is kept',
  'content.checkContent': 'nothing is kept',
  'content.withdrawProposal': 'withdrawn is withdrawn',
  'content.returnProposal': 'what has gone back is no longer there to be returned',
  'platformDesk.reconcileNow': 'comparing twice finds the same',
  'platformDesk.closeDifference': 'closed is closed',
  'platformDesk.syncItemsNow': 'the same directory again changes nothing',
  'platformDesk.noteItem': 'noted is noted',
  'platformDoor.enterFromPlatform': 'an entry is good once; a second one leads to the same page',
  'tasks.takeTask': 'who has it keeps it',
  'deskCases.revealDeskCase': 'a look; each one is written down with its reason',
  'deskCases.uploadResultFile': 'a second copy that no result names is removed after two days',
  'tasks.releaseTask': 'what has been given back is no longer theirs'
}
/** Why a call that changes something leaves no audit row. */
const UNAUDITED: Record<string, string> = {
  'staff.signIn': 'writes its own row, which names the account that was tried',
  'identity.startOfficialAccountSignIn': 'nobody is signed in yet',
  'browserSignIn.startYkbSignIn': 'nobody is signed in yet, or nothing has changed yet',
  'verification.uploadReviewFile': 'the review that takes the file in is audited',
  'consultRequests.uploadRequestPhoto': 'the request that takes the photo in is audited',
  'consult.askQuestion': 'anybody; nothing is kept',
  'serviceCheck.checkService': 'anybody; nothing is kept',
  'serviceCheck.judgeServices': 'anybody; nothing is kept',
  'content.checkContent': 'nothing is kept',
  'services.openDraft': 'the citizen’s own unsubmitted words, saved every few seconds',
  'prefill.prefillDraft': 'the person reads what is their own',
  'intakes.keepIntakeWork': 'saved at every pause in typing; beginning, handing in and giving up are audited',
  'services.discardDraft': 'the citizen’s own unsubmitted words',
  'services.uploadFile': 'the case that takes the file in is audited',
  'uploadParts.beginUpload': 'the case that takes the file in is audited',
  'uploadParts.putPart': 'the case that takes the file in is audited',
  'uploadParts.finishUpload': 'the case that takes the file in is audited',
  'materials.dateFile': 'the citizen’s own unsubmitted words',
  'platformDoor.enterFromPlatform': 'nobody is signed in; leads to a public page',
  'certificates.checkCertificate': 'anybody with the paper in hand; nothing changes and the name is masked',
  'messages.markRead': 'no content, no right changes hands',
  'messages.markAllRead': 'no content, no right changes hands'
}

/** Looks whose question stands in the body, because addresses are written down on the way: counted as reading. */
const LOOKS = ['serviceCheck.judgeServices', 'serviceCheck.checkService', 'consult.askQuestion']

it('every route has a path of its own, whatever its parameters are called', () => {
  const paths = every.map(([, route]) => `${route.method} ${route.path.replace(/:[^/]+/g, ':')}`)
  expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([])
})

it('every route has a name of its own', () => {
  const names = every.map(([name]) => name)
  expect(new Set(names).size).toBe(names.length)
})

it('every path stands under /api/v1 and is written in lower case, and every parameter in it is checked', () => {
  const outside = ['system.health', 'system.ready']
  expect(
    breaking(
      every.filter(([name]) => !outside.includes(name)),
      ({ path }) => /^\/api\/v1(\/(:[a-z][A-Za-z]*|[a-z][a-z-]*))+$/.test(path)
    )
  ).toEqual([])
  expect(breaking(every, ({ path, params }) => path.includes(':') === (params !== undefined))).toEqual([])
})

it('a fixed path is never taken for the parameter of another route', () => {
  const clashes = every.flatMap(([name, route]) =>
    route.path.includes(':')
      ? []
      : every
          .filter(([, other]) => other !== route && other.method === route.method && other.path.includes(':'))
          .filter(([, other]) => new RegExp(`^${other.path.replace(/:[^/]+/g, '[^/]+')}$`).test(route.path))
          .map(([other]) => `${name} / ${other}`)
  )
  expect(clashes).toEqual([])
})

describe('errors', () => {
  it('every code a route names exists, once, and is not one that every route has anyway', () => {
    const common: string[] = [...COMMON_ERRORS]
    expect(
      breaking(
        every,
        ({ errors }) =>
          new Set(errors).size === errors.length && errors.every((code) => code in ERRORS && !common.includes(code))
      )
    ).toEqual([])
  })

  it('every code is answered by some route', () => {
    // mount answers it on routes for enterprises, which part 8 brings
    const named = new Set<string>([
      'capacity_required',
      ...COMMON_ERRORS,
      ...every.flatMap(([, route]) => [...route.errors])
    ])
    expect(Object.keys(ERRORS).filter((code) => !named.has(code))).toEqual([])
  })

  it('a citizen reads what happened in Chinese, without codes', () => {
    for (const { message, status } of Object.values(ERRORS)) {
      expect(message).toMatch(/^[^A-Za-z]*(?:JPG、PNG|PDF|[^A-Za-z])*。$/)
      expect(status).toBeGreaterThanOrEqual(400)
    }
  })

  it('a route names what the HTTP layer answers for it', () => {
    expect(breaking(every, (route) => route.auth !== 'session' || lists(route, 'sign_in_required'))).toEqual([])
    expect(breaking(changing, (route) => route.auth === 'public' || lists(route, 'forbidden'))).toEqual([])
    expect(breaking(every, (route) => !route.params || lists(route, 'not_found'))).toEqual([])
    expect(breaking(every, (route) => !route.idempotent || lists(route, 'idempotency_key_reused'))).toEqual([])
    expect(
      breaking(every, (route) => !route.upload || (lists(route, 'file_too_large') && lists(route, 'file_rejected')))
    ).toEqual([])
  })
})

describe('a call that changes something', () => {
  it('acts once per Idempotency-Key, or the reason why it need not stands above', () => {
    expect(
      changing
        .filter(([, route]) => !route.idempotent)
        .map(([name]) => name)
        .sort()
    ).toEqual(Object.keys(REPEATABLE).sort())
  })

  it('leaves an audit row, or the reason why it need not stands above', () => {
    expect(
      changing
        .filter(([, route]) => !route.audit)
        .map(([name]) => name)
        .sort()
    ).toEqual(Object.keys(UNAUDITED).sort())
  })

  it('is never a GET, and never counted as reading', () => {
    expect(breaking(changing, (route) => route.rate !== 'read')).toEqual(LOOKS)
    expect(breaking(every, (route) => route.method !== 'GET' || (!route.idempotent && !route.body))).toEqual([])
  })
})

it('who signs in is counted by address', () => {
  expect(
    breaking(every, (route) => route.auth !== 'public' || route.method === 'GET' || route.rate === 'sign-in')
  ).toEqual(LOOKS)
})

it('a reply is not wider than what is meant: bytes come from routes that say so, everything else from a schema', () => {
  expect(every.filter(([, route]) => route.response === 'file').map(([name]) => name)).toEqual([
    'services.downloadFile',
    'services.copyCase',
    'consultRequests.showRequestPhoto',
    'photoCheck.showPhotoToWechat',
    'certificates.certificatePaper',
    'rights.exportMyData',
    'rights.exportMyPage',
    'tasks.showTaskFile',
    'deskCases.showDeskCaseFile'
  ])
})
