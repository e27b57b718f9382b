import { createHash, createHmac, randomUUID } from 'node:crypto'
import { consentsRoutes } from '@shared/contract/consents'
import { ledgerRoutes } from '@shared/contract/ledger'
import { signOnRoutes } from '@shared/contract/sign-on'
import * as z from 'zod/mini'
import { named, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())
beforeEach(async () => {
  citizen = product.citizen(person.id)
  await citizen.signIn()
})

type Partner = 'culture-tourism' | 'district-library'
const path = signOnRoutes.exchangeTicket.path
const answer = z.object({ code: z.string(), data: z.optional(z.record(z.string(), z.string())) })

/** The headers a partner's server sends, computed here with Node's own SM3. */
function signed(partner: Partner, body: string, changes: { secret?: string; at?: number; nonce?: string } = {}) {
  const timestamp = String(changes.at ?? Date.now())
  const nonce = changes.nonce ?? randomUUID()
  const digest = createHash('sm3').update(body).digest('hex')
  const secret = changes.secret ?? product.secrets.partners[partner]
  const signature = createHmac('sm3', secret).update(`POST\n${path}\n${timestamp}\n${nonce}\n${digest}`).digest('hex')
  return {
    'content-type': 'application/json',
    'x-partner-id': partner,
    'x-partner-timestamp': timestamp,
    'x-partner-nonce': nonce,
    'x-partner-signature': signature
  }
}
const post = (headers: Record<string, string>, body: string) =>
  fetch(`${product.url}${path}`, { method: 'POST', headers, body })
const exchange = async (partner: Partner, ticket: string) => {
  const body = JSON.stringify({ ticket })
  const reply = await post(signed(partner, body), body)
  return { status: reply.status, ...answer.parse(JSON.parse(await reply.text())) }
}
const agreedTo = async (partner: Partner) => {
  const { body } = await citizen.call(signOnRoutes.showPartner, { params: { partnerId: partner } })
  return citizen.call(consentsRoutes.giveConsent, {
    body: { sharingId: body.sharingId, version: body.sharingVersion }
  })
}
const open = (partner: Partner) => citizen.call(signOnRoutes.openPartner, { params: { partnerId: partner } })
const ticketFor = async (partner: Partner) => new URL((await open(partner)).body.url).searchParams.get('ticket') ?? ''

it('the pages one can go to are public; what one asks for and whether it is agreed to needs a sign-in', async () => {
  const listed = await product.citizen('chen-guoqiang').call(signOnRoutes.listPartners, {})
  expect(listed.body.items.map(({ id, department }) => [id, department])).toEqual([
    ['culture-tourism', '区文旅委'],
    ['district-library', '区文旅委']
  ])
  const shown = await citizen.call(signOnRoutes.showPartner, { params: { partnerId: 'culture-tourism' } })
  expect(shown.body).toMatchObject({ fields: ['name', 'id-number'], agreed: false })
})

it('needs a real name, then consent; then the address carries a ticket the partner exchanges', async () => {
  expect((await open('culture-tourism')).error).toMatchObject({
    error: 'level_required',
    fields: { needed: 'real-name' }
  })
  await named(citizen)
  expect((await open('culture-tourism')).error?.error).toBe('consent_required')
  await agreedTo('culture-tourism')
  const { body } = await open('culture-tourism')
  expect(body.url.startsWith(`${product.sandboxUrl}/sign-on/culture-tourism?ticket=`)).toBe(true)
  const told = await exchange('culture-tourism', new URL(body.url).searchParams.get('ticket') ?? '')
  expect(told).toMatchObject({ status: 200, code: '0000', data: { name: person.name, idNumber: person.citizenId } })
  expect(Object.keys(told.data ?? {}).sort()).toEqual(['idNumber', 'name', 'subject'])
  const { body: ledger } = await citizen.call(ledgerRoutes.listReads, {})
  expect(ledger.items[0]).toMatchObject({ reader: { name: '区文旅委 · 文旅场馆预约' }, fields: ['姓名', '身份证号'] })
})

it('used, unknown and foreign tickets, and a withdrawn consent, are answered with a code and nothing else', async () => {
  await named(citizen)
  await agreedTo('culture-tourism')
  const ticket = await ticketFor('culture-tourism')
  expect(await exchange('district-library', ticket)).toEqual({ status: 200, code: 'E2001' })
  expect((await exchange('culture-tourism', ticket)).code).toBe('0000')
  expect(await exchange('culture-tourism', ticket)).toEqual({ status: 200, code: 'E2001' })
  const later = await ticketFor('culture-tourism')
  const { body } = await citizen.call(consentsRoutes.listConsents, {})
  for (const { id } of body.items) await citizen.call(consentsRoutes.withdrawConsent, { params: { consentId: id } })
  expect(await exchange('culture-tourism', later)).toEqual({ status: 200, code: 'E2003' })
})

describe('a request that is not the partner’s own is refused and uses no ticket up', () => {
  it.each([
    ['without a signature', (body: string) => ({ ...signed('culture-tourism', body), 'x-partner-signature': '' })],
    ['signed with another key', (body: string) => signed('culture-tourism', body, { secret: 'guessed' })],
    [
      'in the name of another partner',
      (body: string) => ({ ...signed('district-library', body), 'x-partner-id': 'culture-tourism' })
    ],
    ['of a partner nobody knows', (body: string) => ({ ...signed('culture-tourism', body), 'x-partner-id': 'nobody' })],
    ['signed ten minutes ago', (body: string) => signed('culture-tourism', body, { at: Date.now() - 600_000 })],
    ['signed for another ticket', () => signed('culture-tourism', JSON.stringify({ ticket: 'x'.repeat(43) }))]
  ])('%s', async (_what, headersFor) => {
    await named(citizen)
    await agreedTo('culture-tourism')
    const ticket = await ticketFor('culture-tourism')
    const body = JSON.stringify({ ticket })
    expect((await post(headersFor(body), body)).status).toBe(403)
    expect((await exchange('culture-tourism', ticket)).code).toBe('0000')
  })

  it('sent a second time word for word', async () => {
    const body = JSON.stringify({ ticket: 'x'.repeat(43) })
    const headers = signed('culture-tourism', body)
    expect((await post(headers, body)).status).toBe(200)
    const again = await Promise.all(Array.from({ length: 20 }, () => post(headers, body)))
    expect(again.map(({ status }) => status)).toEqual(Array(20).fill(403))
  })
})
