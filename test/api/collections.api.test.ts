import { collectionsRoutes } from '@shared/contract/collections'
import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { ledgerRoutes } from '@shared/contract/ledger'
import { messagesRoutes } from '@shared/contract/messages'
import type { Outgoing } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { person } from '../support/apply'
import { applyLocally, fillLocalDraft, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { archiveOf, ofd } from '../support/ofd'
import { pdfPages } from '../support/pdf-text'
import { addressOfRoute } from '../support/route-address'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
let clerk: Clerk
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  clerk = await makeClerk(product, 'collect-clerk', ['clerk'], localItem.department)
})
afterAll(() => product.close())

const TO = { name: '赵磊', phone: '199 0000 0009', address: '重庆市渝中区示例路 99 号 9 幢 9-9' }
const atDesk = async () => {
  const { id } = await applyLocally(citizen)
  await product.drain()
  return { caseId: id }
}
const finish = async (params: { caseId: string }, fileIds: string[] = []) => {
  await clerk.call(deskCasesRoutes.actOnDeskCase, { params, body: { act: 'accept' } })
  const body = { act: 'complete' as const, granted: true, title: '高龄津贴发放通知', documentNo: null, fileIds }
  return clerk.call(deskCasesRoutes.actOnDeskCase, { params, body: { ...body, basis: null, reason: null } })
}
const byPost = (params: { caseId: string }) =>
  citizen.call(collectionsRoutes.chooseCollection, { params, body: { way: 'post', ...TO } })
const settle = (by: Clerk, params: { caseId: string }, state: 'posted' | 'collected') =>
  by.call(collectionsRoutes.settleCollection, {
    params,
    body: state === 'posted' ? { state, carrier: '示例快递', number: 'SF0000000001' } : { state }
  })
const shown = async (params: { caseId: string }) => (await citizen.call(servicesRoutes.showCase, { params })).body
const told = async () => (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items.map((m) => m.title)

describe('结果领取', () => {
  it('by post: the applicant gives an address, the clerk sends it off, the applicant reads carrier and number', async () => {
    const params = await atDesk()
    expect((await shown(params)).collection).toMatchObject({
      ways: ['post', 'window'],
      state: 'open',
      changeable: true
    })
    const chosen = await byPost(params)
    expect(chosen.body.collection).toMatchObject({
      ...{ way: 'post', state: 'asked', stateLabel: '等待寄出' },
      to: { name: '赵*', phone: '199****0009', address: '重庆市渝中区****' }
    })
    expect((await settle(clerk, params, 'posted')).error).toBe('conflict')
    expect((await finish(params)).body.collection).toMatchObject({ way: 'post', state: 'asked' })
    expect((await settle(clerk, params, 'posted')).body.collection).toMatchObject({
      state: 'posted',
      changeable: false
    })
    const after = await shown(params)
    expect(after.collection?.parcel).toEqual({ carrier: '示例快递', number: 'SF0000000001' })
    expect(after.timeline.map(({ note }) => note)).toContain('结果已寄出：示例快递 SF0000000001')
    expect((await told()).filter((title) => title === '办理结果已寄出')).toHaveLength(1)
    expect((await byPost(params)).error?.error).toBe('conflict')
    expect((await settle(clerk, params, 'collected')).error).toBe('conflict')
  })

  it('chosen on the form: kept in the draft, shown masked on every device, and the case begins with it', async () => {
    const draft = await fillLocalDraft(citizen)
    expect(draft.collection).toEqual({ ways: ['post', 'window'], way: null, to: null })
    const params = { draftId: draft.id }
    const choose = (body: Outgoing<typeof collectionsRoutes.chooseDraftCollection>['body']) =>
      citizen.call(collectionsRoutes.chooseDraftCollection, { params, body })
    expect((await choose({ way: 'none' })).body.collection).toMatchObject({ way: 'none', to: null })
    const masked = { name: '赵*', phone: '199****0009', address: '重庆市渝中区****' }
    expect((await choose({ way: 'post', ...TO })).body.collection).toMatchObject({ way: 'post', to: masked })
    const rows = JSON.stringify(await product.stores.db.query('select * from services_draft_collections'))
    for (const secret of [TO.name, '19900000009', '示例路']) expect(rows).not.toContain(secret)
    const submit = (seen: { formVersion: string; revision: number }) =>
      citizen.call(servicesRoutes.submitDraft, {
        params,
        body: { formVersion: seen.formVersion, revision: seen.revision }
      })
    // another device that has not seen the choice
    expect((await submit(draft)).error?.error).toBe('conflict')
    const body = { edits: {} }
    const seen = (await citizen.call(servicesRoutes.openDraft, { params: { serviceId: localItem.id }, body })).body
    expect(seen.collection).toEqual({ ways: ['post', 'window'], way: 'post', to: masked })
    const handedIn = await submit(seen)
    expect(handedIn.body.collection).toMatchObject({ way: 'post', state: 'asked', stateLabel: '等待寄出', to: masked })
    expect(await product.stores.db.query('select * from services_draft_collections')).toEqual([])
    expect((await choose({ way: 'window' })).error?.error).toBe('draft_submitted')
  })

  it('no paper at all: the desk reads it, and the applicant may still think better of it', async () => {
    const params = await atDesk()
    const none = { params, body: { way: 'none' as const } }
    expect((await citizen.call(collectionsRoutes.chooseCollection, none)).body.collection).toMatchObject({
      ...{ way: 'none', state: 'asked', stateLabel: '不要纸质结果', changeable: true }
    })
    expect((await finish(params)).body.collection).toMatchObject({ way: 'none' })
    expect((await settle(clerk, params, 'posted')).error).toBe('conflict')
    expect((await byPost(params)).body.collection).toMatchObject({ way: 'post', state: 'asked' })
  })

  it('an item that offers no paper has no such choice', async () => {
    const params = { serviceId: 'flexible-enrolment' }
    const draft = (await citizen.call(servicesRoutes.openDraft, { params, body: { edits: {} } })).body
    expect(draft).not.toHaveProperty('collection')
    const chosen = { params: { draftId: draft.id }, body: { way: 'window' as const } }
    expect((await citizen.call(collectionsRoutes.chooseDraftCollection, chosen)).error?.error).toBe('conflict')
  })

  it('the address lies sealed, is masked at the desk, and in full only for a reason its owner reads', async () => {
    const params = await atDesk()
    await byPost(params)
    const rows = JSON.stringify(await product.stores.db.query('select * from services_collections'))
    for (const secret of [TO.name, '19900000009', '示例路']) expect(rows).not.toContain(secret)
    const { body } = await clerk.call(deskCasesRoutes.showDeskCase, { params })
    expect(JSON.stringify(body)).not.toContain('示例路')
    const full = await clerk.call(deskCasesRoutes.revealDeskCase, { params, body: { reason: 'issue' } })
    expect(full.body.answers).toContainEqual(expect.objectContaining({ label: '收件地址', value: TO.address }))
    expect(full.body.answers).toContainEqual(expect.objectContaining({ label: '收件人电话', value: '19900000009' }))
    const reads = (await citizen.call(ledgerRoutes.listReads, { query: {} })).body.items
    expect(reads.flatMap(({ fields }) => fields)).toContain('收件地址')
    const copy = await fetch(`${product.url}${addressOfRoute(servicesRoutes.copyCase, { params })}`, {
      headers: { authorization: `Bearer ${citizen.token()}` }
    })
    const text = pdfPages(Buffer.from(await copy.arrayBuffer())).join('')
    for (const mine of [TO.name, '19900000009', '示例路']) expect(text).toContain(mine)
  })

  it('at the window: whoever chose the post and comes after all is handed it there, and the address is forgotten', async () => {
    const params = await atDesk()
    await byPost(params)
    await finish(params)
    expect((await settle(clerk, params, 'collected')).body.collection).toMatchObject({
      ...{ way: 'window', state: 'collected', stateLabel: '已领取', to: null }
    })
    expect(await told()).toContain('办理结果已领取')
  })

  it('is nobody else’s: a stranger and another department find no case, and a wrong number is told at its field', async () => {
    const params = await atDesk()
    const stranger = product.citizen('liu-yang')
    await stranger.signIn()
    const window = { params, body: { way: 'window' as const } }
    expect((await stranger.call(collectionsRoutes.chooseCollection, window)).error?.error).toBe('not_found')
    const other = await makeClerk(product, 'collect-other', ['clerk'], 'housing')
    expect((await settle(other, params, 'collected')).error).toBe('not_found')
    const wrong = { way: 'post' as const, ...TO, phone: '12' }
    const refused = await citizen.call(collectionsRoutes.chooseCollection, { params, body: wrong })
    expect(refused.error?.fields).toEqual({ 'body.phone': '请填写 11 位手机号码。' })
    expect((await shown(params)).collection?.state).toBe('open')
  })
})

describe('OFD', () => {
  const upload = async ({ caseId }: { caseId: string }, bytes: Buffer, name: string) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)]), name)
    const reply = await fetch(`${product.url}/api/v1/desk/cases/${caseId}/result-files`, {
      method: 'POST',
      headers: { cookie: clerk.cookie(), origin: product.url },
      body: form
    })
    return { status: reply.status, body: JSON.parse(await reply.text()) }
  }

  it('passes through: what the clerk uploads comes to the applicant byte for byte, under its name', async () => {
    const params = await atDesk()
    const bytes = ofd()
    const { body } = await upload(params, bytes, '高龄津贴发放通知.ofd')
    expect((await finish(params, [body.id])).error).toBeNull()
    const [file] = (await shown(params)).result?.files ?? []
    expect(file).toMatchObject({ name: '高龄津贴发放通知.ofd', type: 'application/ofd', bytes: bytes.length })
    const reply = await fetch(`${product.url}/api/v1/files/${body.id}`, {
      headers: { authorization: `Bearer ${citizen.token()}` }
    })
    expect(reply.headers.get('content-type')).toContain('application/ofd')
    expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('is known by its content: another archive under its name is refused', async () => {
    const params = await atDesk()
    for (const inside of ['word/document.xml', 'deep/OFD.xml'])
      expect((await upload(params, archiveOf(inside, '<a/>'), '通知.ofd')).status).toBe(415)
  })
})
