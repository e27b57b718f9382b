import { ALL_ROUTES } from '@shared/contract/all'
import type { OwnerRule, Route } from '@shared/contract/route'
import * as z from 'zod/mini'

export const EVERY_ROUTE: [string, Route][] = Object.entries(ALL_ROUTES).flatMap(([domain, table]) =>
  Object.entries(table).map(([name, route]): [string, Route] => [`${domain}.${name}`, route])
)

/** Ids a caller names in a body that need no owner: what they are good for is checked by other means, tested elsewhere. */
export const OTHER_KEYS: Record<string, string> = {
  'identity.signInWithWechat body.code': 'WeChat says whose code it is; good once (replay.api.test.ts)',
  'identity.finishOfficialAccountSignIn body.code': 'WeChat says whose code it is; good once',
  'identity.finishOfficialAccountSignIn body.state': 'bound to a cookie of this browser; good once',
  'browserSignIn.signInWithSms body.code': 'six digits for one number; five tries (guessing.api.test.ts)',
  'browserSignIn.finishYkbSignIn body.code': '渝快办 says whose code it is; good once',
  'browserSignIn.finishYkbSignIn body.state': 'bound to a cookie of this browser; good once',
  'verification.bindWechatPhone body.code': 'WeChat says whose phone it is; good once',
  'verification.bindPhone body.code': 'six digits for one number and one person; five tries',
  'verification.check body.code': 'six digits for one number and one person; five tries',
  'verification.finishFaceCheck body.verifyId': 'must be this caller’s (in the matrix as body.verifyId)',
  'verification.mergeAccounts body.verifyId': 'must be this caller’s (in the matrix as body.verifyId)',
  'services.listServices query.department': 'published content',
  'services.listServices query.event': 'published content',
  'mandates.invite body.scope.serviceIds': 'published content',
  'services.listCases query.before': 'an instant',
  'home.listMatters query.before': 'an instant',
  'services.openDraft body.from.visit': 'names an opening of the form; counts within the caller’s own draft only',
  'services.openDraft body.from.seen.draftId': 'compared with the caller’s own draft only',
  'messages.listMessages query.before': 'a place in the caller’s own list (in the matrix as a cursor)',
  'ledger.listReads query.before': 'a place in the caller’s own list (in the matrix as a cursor)',
  'archive.listArchive query.before': 'a place in a list of the audit role',
  'signOn.exchangeTicket body.ticket': 'bound to the partner that signs; good once (replay.api.test.ts)',
  'hotline.hotlineCallback body.eventId': 'of the hotline that signs',
  'hotline.hotlineCallback body.state': 'a step of an order',
  'hotline.hotlineCallback body.outerId': 'of the hotline that signs: its own orders only',
  'departments.acceptanceCallback body.eventId': 'of the platform that signs',
  'departments.acceptanceCallback body.outerId': 'of the platform that signs: its own cases only',
  'departments.acceptanceCallback body.state': 'a step of a case',
  'certificates.checkCertificate body.code': '79 bits, on the paper; what it answers is masked',
  'certificates.scanPresentation body.code': '59 bits, good once and for a minute, for staff',
  'certificates.withdrawCertificate body.code':
    'a certificate of the clerk’s own department only (certificates.api.test.ts)',
  'staff.readAudit query.before': 'a place in a list of the audit role',
  'staff.signIn body.code': 'good once, for one login (guessing.api.test.ts)',
  'staff.openInvitation body.token': '256 bits, good until taken',
  'staff.acceptInvitation body.token': '256 bits, good once',
  'staff.acceptInvitation body.code': 'proves the second factor of this invitation',
  'staff.check body.code': 'good once, for this account',
  'staff.changePassword body.code': 'good once, for this account',
  'staff.invite body.department': 'published content',
  'halls.checkIn body.code': 'six digits of today’s appointments at a window of the caller’s department',
  'deskCases.listDeskCases query.service': 'published content',
  'intakes.handInIntake body.confirmation.code': 'six digits for one number and one intake; five tries',
  'deskCases.actOnDeskCase body.asks.department': 'published content',
  'relays.takeRelay body.code': '39 bits, ten minutes, once; five tries; of a draft of the caller’s own only',
  'relays.takeRelayAtDesk body.code': '39 bits, ten minutes, once; five tries; for staff of the item’s department',
  'relays.saveRelayDraft body.from.visit': 'counts within the draft the clerk has at the window only',
  'relays.saveRelayDraft body.from.seen.draftId': 'compared with that draft only',
  'intakes.keepIntakeWork body.work.agreed': 'published content',
  'intakes.keepIntakeWork body.work.situation': 'published content',
  'intakes.keepIntakeWork body.work.signature':
    'kept for the same clerk alone; whose it is is checked when it is handed in',
  'intakes.handInIntake body.agreed': 'published content',
  'intakes.handInIntake body.situation': 'published content',
  'notices.agreeToTerms body.id': 'published content',
  'materials.listMaterials query.document': 'published content',
  'feedback.rateCase body.reasons': 'published content',
  'feedback.rateVisit body.reasons': 'published content'
}

const node = z.looseObject({
  properties: z.optional(z.record(z.string(), z.unknown())),
  items: z.optional(z.unknown()),
  anyOf: z.optional(z.array(z.unknown())),
  pattern: z.optional(z.string())
})
/** The patterns of `id` and `slug` in shared/contract/parts.ts. */
const ID_PATTERNS = ['^[A-Za-z0-9_-]{8,40}$', '^[a-z][a-z0-9-]{1,60}$']
const ID_NAME = /^(id|code|state|token|ticket|before)$|Ids?$/

function idsIn(schema: unknown, place: string): string[] {
  const { properties = {}, items, anyOf = [], pattern } = node.parse(schema ?? {})
  const name = place.slice(place.lastIndexOf('.') + 1)
  const here = (pattern && ID_PATTERNS.includes(pattern)) || (ID_NAME.test(name) && pattern) ? [place] : []
  const own = ID_NAME.test(name) && place.includes('.') ? [place] : here
  return [
    ...own,
    ...Object.entries(properties).flatMap(([key, value]) => idsIn(value, `${place}.${key}`)),
    ...(items ? idsIn(items, place) : []),
    ...anyOf.flatMap((one) => idsIn(one, place))
  ]
}

/** Every field of query and body that looks like somebody's id, as `body.x`. */
export const idFields = (route: Route): string[] =>
  (['query', 'body'] as const).flatMap((part) => {
    const schema = route[part]
    return schema ? [...new Set(idsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), part))] : []
  })

/** Fields that could name somebody's thing and have neither an owner rule nor a reason above. */
export const unruled = (routes: [string, Route][]): string[] =>
  routes.flatMap(([name, route]) => {
    const params = [...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, param = '']) => param)
    return [...params, ...idFields(route)]
      .filter((id) => !(id in (route.ids ?? {})) && !(`${name} ${id}` in OTHER_KEYS))
      .map((id) => `${name} ${id}`)
  })

/** Every place of a route that takes an id, with its owner rule. */
export const placesOf = (name: string, route: Route): [string, OwnerRule][] => [
  ...Object.entries(route.ids ?? {}),
  ...(`${name} body.verifyId` in OTHER_KEYS ? [['body.verifyId', 'self'] satisfies [string, OwnerRule]] : []),
  ...(`${name} query.before` in OTHER_KEYS ? [['query.before', 'content'] satisfies [string, OwnerRule]] : [])
]
