import type { Answers } from '@shared/contract/form'
import { ledgerRoutes } from '@shared/contract/ledger'
import { relaysRoutes } from '@shared/contract/relays'
import { servicesRoutes } from '@shared/contract/services'
import { person } from '../support/apply'
import { localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

const MINUTE = 60_000
let product: TestProduct
let phone: Citizen
let clerk: Clerk
let stranger: Clerk
beforeAll(async () => {
  product = await startProduct()
  phone = product.citizen(person.id)
  await phone.signIn()
  clerk = await makeClerk(product, 'window-clerk', ['clerk'], localItem.department)
  stranger = await makeClerk(product, 'other-clerk', ['clerk'], 'human-resources')
})
afterAll(() => product.close())

const save = async (edits: Answers) =>
  (await phone.call(servicesRoutes.openDraft, { params: { serviceId: localItem.id }, body: { edits } })).body
const codeOf = async (draftId: string) => (await phone.call(relaysRoutes.makeRelay, { params: { draftId } })).body.code
const take = (who: Clerk, code: string) => who.call(relaysRoutes.takeRelayAtDesk, { body: { code } })
const shown = async (draftId: string) => (await phone.call(relaysRoutes.showRelay, { params: { draftId } })).body
const fill = (who: Clerk, relayId: string, draft: { id: string; revision: number }, edits: Answers) =>
  who.call(relaysRoutes.saveRelayDraft, {
    params: { relayId },
    body: {
      edits,
      from: {
        visit: `visit-of-${relayId}`.slice(0, 40),
        seen: { draftId: draft.id, revision: draft.revision },
        orders: Object.fromEntries(Object.keys(edits).map((field) => [field, draft.revision + 1]))
      }
    }
  })

it('a person who is stuck gives the window a code; the clerk fills in on, and the person sees it, confirms and goes on', async () => {
  const draft = await save({ name: person.name })
  const code = await codeOf(draft.id)
  const { body: taken } = await take(clerk, ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)
  expect(taken.draft.answers).toEqual({ name: person.name })
  expect(await shown(draft.id)).toMatchObject({ state: 'at-desk', changed: [] })

  const { body: filled } = await fill(clerk, taken.id, taken.draft, { bankName: '示例银行' })
  expect(filled.draft.answers).toEqual({ name: person.name, bankName: '示例银行' })
  expect((await clerk.call(relaysRoutes.handBackRelay, { params: { relayId: taken.id } })).status).toBe(200)
  expect(await shown(draft.id)).toMatchObject({
    state: 'handed-back',
    by: expect.stringContaining('民政局'),
    changed: [expect.stringContaining('银行')]
  })
  expect((await fill(clerk, taken.id, filled.draft, { bankName: '另一家' })).status).toBe(404)

  await phone.call(relaysRoutes.endRelay, { params: { draftId: draft.id } })
  expect((await shown(draft.id)).state).toBe('none')
  expect((await save({})).answers).toEqual({ name: person.name, bankName: '示例银行' })
  const { body: ledger } = await phone.call(ledgerRoutes.listReads, { query: {} })
  expect(ledger.items[0]).toMatchObject({ purpose: expect.stringContaining('接力码') })
})

it('nobody at a window gives the person’s files, signature or consent', async () => {
  const draft = await save({ name: person.name })
  const { body: taken } = await take(clerk, await codeOf(draft.id))
  const { body: filled } = await fill(clerk, taken.id, taken.draft, { agreed: true, street: '500103012' })
  expect(filled.draft.answers.street).toBe('500103012')
  expect(filled.draft.answers.agreed).toBeUndefined()
})

it('what the person changes on the phone meanwhile is not overwritten by the window', async () => {
  const draft = await save({ name: person.name })
  const { body: taken } = await take(clerk, await codeOf(draft.id))
  await save({ bankName: '本人填的银行' })
  const { body: filled } = await fill(clerk, taken.id, taken.draft, { bankName: '窗口填的银行' })
  expect(filled.draft.conflicts).toEqual([{ field: 'bankName', answer: '本人填的银行' }])
  expect(filled.draft.answers.bankName).toBe('本人填的银行')
})

it('the person ends it at any moment, and then the window neither reads nor writes', async () => {
  const draft = await save({ name: person.name })
  const { body: taken } = await take(clerk, await codeOf(draft.id))
  await phone.call(relaysRoutes.endRelay, { params: { draftId: draft.id } })
  expect((await fill(clerk, taken.id, taken.draft, { bankName: '示例银行' })).status).toBe(404)
})

it('a code is good once, for ten minutes, for the item’s own department, and a new one ends the one before', async () => {
  const draft = await save({ name: person.name })
  const used = await codeOf(draft.id)
  expect((await take(stranger, used)).status).toBe(404)
  expect((await take(clerk, used)).status).toBe(200)
  expect((await take(clerk, used)).status).toBe(404)
  const replaced = await codeOf(draft.id)
  const newest = await codeOf(draft.id)
  expect((await take(clerk, replaced)).status).toBe(404)
  product.clock.moveBy(11 * MINUTE)
  expect((await take(clerk, newest)).status).toBe(404)
})

it('on another phone the same person goes on with the code, once; to anybody else it is nothing', async () => {
  const draft = await save({ name: person.name })
  const { code, link } = (await phone.call(relaysRoutes.makeRelay, { params: { draftId: draft.id } })).body
  expect(link).toMatch(new RegExp(`/#/packages/services/pages/relay/index\\?code=${code}$`))
  const other = product.citizen('liu-yang')
  await other.signIn()
  const by = (who: Citizen, typed: string) => who.call(relaysRoutes.takeRelay, { body: { code: typed } })
  expect((await by(other, code)).error?.error).toBe('not_found')
  const second = product.citizen(person.id)
  await second.signIn()
  const typed = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`
  expect((await by(second, typed)).body).toEqual({ draftId: draft.id, serviceId: localItem.id })
  expect((await by(second, code)).error?.error).toBe('not_found')
  expect((await take(clerk, code)).status).toBe(404)
})

it('somebody who tries codes waits after five wrong ones, also with the right one', async () => {
  const guesser = product.citizen('chen-guoqiang')
  await guesser.signIn()
  const by = (typed: string) => guesser.call(relaysRoutes.takeRelay, { body: { code: typed } })
  for (let tries = 0; tries < 5; tries += 1) expect((await by('AAAA2222')).error?.error).toBe('not_found')
  const params = { serviceId: localItem.id }
  const own = (await guesser.call(servicesRoutes.openDraft, { params, body: { edits: {} } })).body
  const { code } = (await guesser.call(relaysRoutes.makeRelay, { params: { draftId: own.id } })).body
  expect((await by(code)).error?.error).toBe('too_many_requests')
})

it('after five wrong codes a clerk waits, also with the right one', async () => {
  const draft = await save({ name: person.name })
  product.clock.moveBy(20 * MINUTE)
  await clerk.signIn()
  const code = await codeOf(draft.id)
  for (let tries = 0; tries < 5; tries += 1) expect((await take(clerk, 'AAAA2222')).status).toBe(404)
  const kept = await take(clerk, code)
  expect([kept.status, kept.error]).toEqual([429, 'too_many_requests'])
})
