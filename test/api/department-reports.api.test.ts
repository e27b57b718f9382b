import { randomUUID } from 'node:crypto'
import { departmentsRoutes } from '@shared/contract/departments'
import { servicesRoutes } from '@shared/contract/services'
import { signature } from '../sandbox/hmac-sm3'
import { apply, person } from '../support/apply'
import { applyLocally } from '../support/apply-local'
import { type Citizen, photo } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

const { path } = departmentsRoutes.acceptanceCallback
let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

const show = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
/** Everything a forged report could have changed. */
const traces = () =>
  Promise.all(
    ['services_cases', 'services_case_events', 'messages_inbox', 'platform_outbox'].map((table) =>
      product.stores.db.query(`select row_to_json(t)::text as row from ${table} t order by 1`)
    )
  )
const reportOn = (caseId: string, changes: Record<string, unknown> = {}) => ({
  eventId: randomUUID(),
  outerId: caseId,
  receiptNo: 'YKB-TEST',
  state: 'ACCEPTED',
  at: product.clock.now().toISOString(),
  note: '材料齐全',
  ...changes
})

interface Forgery {
  secret?: string
  agoMs?: number
  nonce?: string
  appId?: string
  signedPath?: string
  signedBody?: unknown
  signature?: string
}
/** Sends a report as the platform does, or with one thing wrong. */
async function send(body: unknown, forged: Forgery = {}) {
  const bytes = Buffer.from(JSON.stringify(body))
  const timestamp = String(product.clock.now().getTime() - (forged.agoMs ?? 0))
  const nonce = forged.nonce ?? randomUUID()
  const signed = {
    method: 'POST',
    pathAndQuery: forged.signedPath ?? path,
    timestamp,
    nonce,
    body: forged.signedBody ? Buffer.from(JSON.stringify(forged.signedBody)) : bytes
  }
  const reply = await fetch(`${product.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-ykb-app-id': forged.appId ?? 'ykb',
      'x-ykb-timestamp': timestamp,
      'x-ykb-nonce': nonce,
      'x-ykb-signature': forged.signature ?? signature(signed, forged.secret ?? product.secrets.ykb.callbackSecret)
    },
    body: new Uint8Array(bytes)
  })
  return { status: reply.status, body: JSON.parse(await reply.text()) }
}

describe('a report of the acceptance platform', () => {
  it('rightly signed moves the case and is answered as the platform wants it', async () => {
    const { id } = await apply(citizen)
    expect(await send(reportOn(id))).toEqual({ status: 200, body: { code: '0000', message: 'ok' } })
    expect((await show(id)).state).toBe('accepted')
  })

  it('on a case of our own desk, which the platform has never had, changes nothing', async () => {
    const { id } = await applyLocally(citizen)
    await product.drain()
    const before = await traces()
    expect((await send(reportOn(id, { state: 'DONE' }))).status).toBe(404)
    expect(await traces()).toEqual(before)
  })

  it.each<[string, Forgery]>([
    ['with another secret', { secret: 'sandbox-guess' }],
    ['with the secret for the other direction', { secret: 'ours' }],
    ['without a signature', { signature: '' }],
    ['with a signature of zeros', { signature: '0'.repeat(64) }],
    ['signed for another path', { signedPath: '/api/v1/departments/other/callback' }],
    ['signed for another body', { signedBody: { state: 'RECEIVED' } }],
    ['of another system', { appId: 'rsj' }],
    ['five minutes and a second old', { agoMs: 301_000 }],
    ['from five minutes ahead', { agoMs: -301_000 }],
    ['with a nonce too short', { nonce: 'short' }]
  ])('%s is a 403, and nothing changes', async (_what, forged) => {
    const { id } = await apply(citizen)
    const before = await traces()
    const secret = forged.secret === 'ours' ? product.secrets.ykb.secret : forged.secret
    const refused = await send(reportOn(id, { state: 'DONE' }), { ...forged, ...(secret ? { secret } : {}) })
    expect([refused.status, refused.body.error]).toEqual([403, 'forbidden'])
    expect(await traces()).toEqual(before)
  })

  it('that was recorded and is sent again word for word is a 403: a nonce is good once', async () => {
    const { id } = await apply(citizen)
    const nonce = randomUUID()
    const report = reportOn(id)
    expect((await send(report, { nonce })).status).toBe(200)
    const before = await traces()
    expect((await send(report, { nonce })).status).toBe(403)
    expect(await traces()).toEqual(before)
  })

  it('that the platform itself repeats, with a fresh nonce, is answered as done and changes nothing', async () => {
    const { id } = await apply(citizen)
    const report = reportOn(id)
    await send(report)
    const before = await traces()
    const again = await Promise.all([send(report), send(report), send(report)])
    expect(again.map(({ body }) => body.code)).toEqual(['0000', '0000', '0000'])
    expect(await traces()).toEqual(before)
  })

  it('in a state we have no word for is put off, and nothing is guessed', async () => {
    const { id } = await apply(citizen)
    const before = await traces()
    const refused = await send(reportOn(id, { state: 'ARCHIVED' }))
    expect(refused.status).toBeGreaterThanOrEqual(500)
    expect(refused.body.code).not.toBe('0000')
    expect(await traces()).toEqual(before)
  })

  it.each([
    ['without an offset in its time', { at: '2026-11-22T09:30:00' }],
    ['with a time that is none', { at: 'yesterday' }]
  ])('%s is put off, and nothing changes', async (_what, changes) => {
    const { id } = await apply(citizen)
    const before = await traces()
    const refused = await send(reportOn(id, changes))
    expect(refused.body.code).not.toBe('0000')
    expect(await traces()).toEqual(before)
  })

  it('that lacks a field is a 400, and on a case that is not ours a 404', async () => {
    const { id } = await apply(citizen)
    expect((await send(reportOn(id, { eventId: undefined }))).status).toBe(400)
    expect((await send(reportOn('a-case-of-somebody-else'))).status).toBe(404)
  })
})

describe('what overtakes what', () => {
  it('a clerk who accepts before our hand-over has its reply does not see the case fall back to 已接收', async () => {
    await product.drain()
    await product.fault('ykb', 'lost-reply', 2)
    const { id } = await apply(citizen)
    await product.drain()
    expect((await show(id)).state).toBe('submitted')
    await product.advance(id, 'ACCEPTED')
    expect((await show(id)).state).toBe('accepted')
    await product.drainLater(3_600_000)
    const after = await show(id)
    expect(after.state).toBe('accepted')
    expect(after.timeline.filter((step) => step.at).map((step) => step.state)).toEqual([
      'submitted',
      'received',
      'accepted'
    ])
  })

  it('nor after a 补正 whose reply was lost, whatever our clocks say', async () => {
    const { id } = await apply(citizen)
    await product.drain()
    await product.advance(id, 'ACCEPTED')
    await product.advance(id, 'CORRECTION', { correction: [{ item: '照片', reason: '不清楚' }] })
    const own = await citizen.call(servicesRoutes.showCaseAnswers, { params: { caseId: id } })
    const { body: better } = await citizen.upload(photo(), '重拍.jpg')
    await product.fault('ykb', 'lost-reply', 2)
    await citizen.call(servicesRoutes.answerCorrection, {
      params: { caseId: id },
      body: { answers: { ...own.body.answers, idBack: [better.id] } }
    })
    await product.drain()
    expect((await show(id)).deliveryNote).toContain('没有回应')
    await product.advance(id, 'ACCEPTED')
    await product.advance(id, 'REVIEWING')
    await product.drainLater(3_600_000)
    const after = await show(id)
    expect(after.state).toBe('reviewing')
    expect(after.timeline.filter((step) => step.at).map((step) => step.state)).toEqual([
      'submitted',
      'received',
      'accepted',
      'correction',
      'submitted',
      'received',
      'accepted',
      'reviewing'
    ])
    expect(after.deliveryNote).toBeNull()
  })

  it('a department whose clock is behind ours is believed after a 补正', async () => {
    const { id } = await apply(citizen)
    await product.drain()
    await product.advance(id, 'CORRECTION', { correction: [{ item: '照片', reason: '不清楚' }] })
    const own = await citizen.call(servicesRoutes.showCaseAnswers, { params: { caseId: id } })
    await citizen.call(servicesRoutes.answerCorrection, { params: { caseId: id }, body: { answers: own.body.answers } })
    const asked = product.clock.now().getTime()
    product.clock.moveBy(60_000)
    await product.drain()
    product.clock.moveBy(-60_000)
    expect((await show(id)).state).toBe('received')
    await send(reportOn(id, { at: new Date(asked + 5_000).toISOString() }))
    expect((await show(id)).state).toBe('accepted')
  })
})
