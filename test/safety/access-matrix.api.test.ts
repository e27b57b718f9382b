import type { Route } from '@shared/contract/route'
import * as z from 'zod/mini'
import { person, serviceId } from '../support/apply'
import { type Citizen, photo } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { everything, inDays } from '../support/entrust'
import { REQUEST } from '../support/hand-in-request'
import { startProduct, type TestProduct } from '../support/start-product'
import { EVERY_ROUTE, placesOf, unruled } from './id-rules'
import { type Actor, attempt, runMatrix } from './matrix'
import { catchUp, makeVictims, pass, signedIn, type Victims } from './victims'

let product: TestProduct
let victims: Victims
let actors: Actor[]
beforeAll(async () => {
  product = await startProduct()
  victims = await makeVictims(product)
  actors = await makeActors()
})
afterAll(() => product.close())
afterEach(() => jest.restoreAllMocks())

const bearer = (citizen: Citizen) => ({ authorization: `Bearer ${citizen.token()}` })
const atDesk = (clerk: Clerk) => ({ cookie: clerk.cookie(), origin: product.url })

async function makeActors(): Promise<Actor[]> {
  const otherClerk = await makeClerk(product, 'other-clerk', ['clerk'], 'education')
  const roleless = await makeClerk(product, 'roleless', [], 'government-services')
  await otherClerk.check()
  await roleless.check()
  await catchUp(product)
  const { formerAgent, otherOwner, proxy } = victims
  const stranger = await signedIn(product, 'chen-guoqiang')
  await pass(product, 61_000)
  for (const citizen of [stranger, formerAgent, otherOwner, proxy]) await citizen.check()
  await stranger.showFace()
  const low = product.citizen('he-zihan')
  await low.signIn()
  return [
    { who: 'nobody', side: 'nobody', headers: {} },
    { who: 'a stranger', side: 'citizen', level: 'face', headers: bearer(stranger) },
    { who: 'a former agent', side: 'citizen', level: 'real-name', headers: bearer(formerAgent) },
    { who: 'another enterprise', side: 'citizen', level: 'real-name', enterprise: true, headers: bearer(otherOwner) },
    { who: 'a proxy outside their scope', side: 'citizen', level: 'real-name', narrow: true, headers: bearer(proxy) },
    { who: 'somebody at too low a level', side: 'citizen', level: 'session', headers: bearer(low) },
    { who: 'another department’s clerk', side: 'staff', roles: ['clerk'], headers: atDesk(otherClerk) },
    { who: 'staff without a role', side: 'staff', roles: [], headers: atDesk(roleless) }
  ]
}

/** What nobody but the victims may read: as they gave it, and the numbers of their cases. */
const canaries = () => [
  ...[person.name, person.citizenId, person.phone, '13800001000', '赵磊', '669999198101080790', '19900000008'],
  ...['何梓涵', '669999201005180358', '出生医学证明'],
  ...victims.caseNumbers
]

const bodies = (): Record<string, (id: string) => unknown> => ({
  'services.openDraft': () => ({ edits: {} }),
  'prefill.disputePrefill': () => ({ field: 'name', text: '有误' }),
  'services.submitDraft': () => ({ formVersion: victims.draft.formVersion, revision: victims.draft.revision }),
  'owed.handInOwed': (id) => ({ fileIds: [id] }),
  'collections.chooseDraftCollection': () => ({ way: 'window' }),
  'collections.chooseCollection': () => ({ way: 'window' }),
  'collections.settleCollection': () => ({ state: 'collected' }),
  'owed.breakPromise': () => ({ reason: '核查不实' }),
  'materials.useMaterial': () => ({ serviceId: 'flexible-enrolment', field: 'idFront' }),
  'uploadParts.putPart': () => ({ at: 0, data: photo().toString('base64') }),
  'materials.dateMaterial': () => ({ validUntil: null }),
  'materials.dateFile': () => ({ validUntil: null }),
  'services.answerCorrection': () => ({ answers: victims.draft.answers }),
  'verification.askReview': (id) => ({
    ...{ kind: 'passport', name: 'Anna Müller', number: 'C01X00T47', birthDay: '1990-04-01', nationality: '德国' },
    fileIds: [id]
  }),
  'verification.finishFaceCheck': (verifyId) => ({ verifyId }),
  'verification.mergeAccounts': (verifyId) => ({ verifyId }),
  'mandates.invite': (enterpriseId) => ({ kind: 'agent', enterpriseId, scope: everything, until: inDays(30) }),
  'mandates.switchCapacity': (mandateId) => ({ mandateId }),
  'consents.giveConsent': () => ({ sharingId: 'no-such-sharing', version: '1' }),
  'ledger.disputeRead': () => ({ text: '我没有办过这件事，请查一下。' }),
  'feedback.rateCase': () => ({ level: 'bad', reasons: [] }),
  'feedback.rateVisit': () => ({ level: 'bad', reasons: [] }),
  'feedback.answerMending': () => ({ mended: false }),
  'feedback.answerVisitMending': () => ({ mended: false }),
  'consultRequests.createRequest': (id) => ({ ...REQUEST, about: { kind: 'case', id }, photoIds: [id] }),
  'halls.checkIn': () => ({ code: '000000' }),
  'halls.callNext': () => ({ window: '1' }),
  'halls.finishCall': () => ({ outcome: 'done' }),
  'deskCases.actOnDeskCase': (to) => ({ act: 'forward', to, note: '' }),
  'deskOpinions.answerOpinion': () => ({ agrees: true, words: '没有意见。' }),
  'intakes.openIntake': (serviceId) => ({
    serviceId,
    name: '赵磊',
    idNumber: '669999198101080790',
    presence: 'counter'
  }),
  'relays.takeRelay': () => ({ code: 'AAAA2222' }),
  'relays.takeRelayAtDesk': () => ({ code: 'AAAA2222' }),
  'relays.saveRelayDraft': () => ({
    edits: { name: '张三' },
    from: { visit: 'visit-000001', seen: null, orders: { name: 1 } }
  }),
  'intakes.keepIntakeWork': () => ({ revision: 0, work: { answers: {}, agreed: [] } }),
  'intakes.sendIntakeCode': () => ({ phone: '19900000008' }),
  'intakes.handInIntake': (fileId) => ({
    ...{ formVersion: '1', answers: {}, agreed: [] },
    confirmation: { by: 'signature', fileId }
  }),
  'deskCases.revealDeskCase': () => ({ reason: 'verify' }),
  'platformDesk.closeDifference': () => ({ reason: '已与渝快办核对' }),
  'platformDesk.noteItem': () => ({ reason: '已与渝快办核对' }),
  'tasks.decideTask': () => ({ decision: 'approve', reason: '' }),
  'archive.openArchive': () => ({ reason: '行政复议案卷调取' }),
  'staff.assignRoles': () => ({ roles: ['clerk'] })
})
const ids = () => ({
  values: { ...victims.ids, 'query.before': [...victims.ids.messageId, ...victims.ids.entryId] },
  content: {
    ...{ serviceId, partnerId: 'culture-tourism', termsId: 'privacy' },
    ...{ kind: 'service', contentId: serviceId, version: '1', itemCode: '66999920140100102' },
    field: 'household'
  },
  bodyOf: (route: string, id: string) => bodies()[route]?.(id) ?? {}
})

it('every id a route takes has an owner rule or a reason why it needs none; one without either is found', () => {
  expect(unruled(EVERY_ROUTE)).toEqual([])
  const probe = (more: Partial<Route>): [string, Route] => [
    'probe.leaky',
    {
      ...{ method: 'GET', path: '/api/v1/probe/:thingId', auth: 'session', rate: 'read', idempotent: false },
      ...{ audit: false, summary: '', response: z.object({}), errors: [] },
      ...more
    }
  ]
  const body = z.object({ list: z.array(z.object({ otherId: z.string() })) })
  expect(unruled([probe({ ids: { thingId: 'owner' } })])).toEqual([])
  expect(unruled([probe({ body })])).toEqual(['probe.leaky thingId', 'probe.leaky body.list.otherId'])
})

it('the victims have at least one thing of every kind an id can name', () => {
  const missing = EVERY_ROUTE.flatMap(([name, route]) =>
    placesOf(name, route)
      .filter(([, rule]) => rule !== 'content')
      .map(([place]) => ({ name, place, values: ids().values }))
      .filter(({ place, values }) => !Object.entries(values).some(([known, own]) => known.endsWith(place) && own[0]))
      .map(({ place }) => `${name} ${place}`)
  )
  expect(missing).toEqual([])
})

it('no route gives anybody a thing of somebody else’s, or says that it is there', async () => {
  const found = await runMatrix(product.url, EVERY_ROUTE, actors, ids(), canaries())
  expect(found.leaks).toEqual([])
  expect(found.calls).toBeGreaterThan(8 * EVERY_ROUTE.length * 0.8)
})

it('with the owner’s clause taken out of the store, the matrix finds the leak', async () => {
  const { db } = product.stores
  const asked = db.query.bind(db)
  jest
    .spyOn(db, 'query')
    .mockImplementation((text, params) =>
      asked(text.replace('citizen_id = any($2)', '(true or $2::text[] is null)'), params)
    )
  const showCase = EVERY_ROUTE.filter(([name]) => name === 'services.showCase')
  const found = await runMatrix(product.url, showCase, actors, ids(), canaries())
  expect(found.leaks.filter((leak) => leak.startsWith('a stranger reads'))).toHaveLength(victims.ids.caseId.length)
})

it('the owner gets all of it all the same, untouched', async () => {
  const owner: Actor = { who: 'the owner', side: 'citizen', level: 'face', headers: bearer(victims.victim) }
  const own = async (name: string, nth = 0) => {
    const entry = EVERY_ROUTE.find(([known]) => known === name)
    if (!entry) throw new Error(name)
    const [place = ''] = Object.keys(entry[1].ids ?? {})
    const id = ids().values[place as keyof Victims['ids']]?.[nth] ?? ''
    return attempt(product.url, entry, owner, ids(), { place, id, fill: () => '' })
  }
  expect((await own('services.showCaseAnswers')).text).toContain(person.citizenId)
  const names = [
    ...['services.showCase', 'services.downloadFile', 'messages.markRead', 'ledger.disputeRead'],
    ...['services.submitDraft', 'consents.withdrawConsent', 'mandates.withdrawInvitation', 'mandates.revokeMandate'],
    ...['devices.endSession']
  ]
  for (const name of names) expect([name, (await own(name)).status]).toEqual([name, 200])
})
