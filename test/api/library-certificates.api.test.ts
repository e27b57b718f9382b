import { certificatesRoutes } from '@shared/contract/certificates'
import { consentsRoutes } from '@shared/contract/consents'
import { ledgerRoutes } from '@shared/contract/ledger'
import { libraryCertificatesRoutes } from '@shared/contract/library-certificates'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { given } from '../support/entrust'
import { idCardFromLibrary } from '../support/library-card'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let clerk: Clerk
beforeAll(async () => {
  product = await startProduct()
  clerk = await makeClerk(product, 'gate-clerk', ['clerk'], 'civil-affairs')
  await product.control('/control/clock', { moveMs: product.clock.offset() })
})
afterEach(() => product.fault('zzk', 'none'))
afterAll(() => product.close())

/** Moves the product and the departments on, past what was read lately. */
const later = async () => {
  product.clock.moveBy(120_000)
  await product.control('/control/clock', { moveMs: 120_000 })
}
const someone = async (id: string): Promise<Citizen> => {
  const who = product.citizen(id)
  await who.signIn()
  await who.verify()
  return who
}
const list = async (who: Citizen) =>
  given('list', await who.call(libraryCertificatesRoutes.listLibraryCertificates, {}))
const withOwn = async (id: string) => {
  const who = await someone(id)
  const heldId = await idCardFromLibrary(who)
  return { who, items: (await list(who)).items, heldId }
}
const present = (who: Citizen, heldId: string) =>
  who.call(libraryCertificatesRoutes.presentLibraryCertificate, { params: { heldId } })
const scan = (code: string) => clerk.call(certificatesRoutes.scanPresentation, { body: { code } })
const readsOf = async (who: Citizen, purpose: string) =>
  given('ledger', await who.call(ledgerRoutes.listReads, { query: {} })).items.filter((read) =>
    read.purpose.startsWith(purpose)
  )

it('the library is asked only of a person with a real name who agrees, and then each certificate has issuer and time', async () => {
  const who = product.citizen('wang-xiaoli')
  await who.signIn()
  expect(await list(who)).toEqual({ items: [], silent: { why: 'real-name' } })
  await who.verify()
  expect(await list(who)).toMatchObject({ items: [], silent: { why: 'consent', sharing: { department: {} } } })
  expect(await readsOf(who, '向电子证照库')).toEqual([])
  await idCardFromLibrary(who)
  const { items, silent } = await list(who)
  expect(silent).toBeNull()
  expect(items.map(({ title }) => title).sort()).toEqual(['居民户口簿', '居民身份证', '残疾人证', '营业执照'].sort())
  expect(items.find(({ title }) => title === '残疾人证')).toMatchObject({
    ...{ issuer: '渝中区残联（示例）', holder: '王*莉', validUntil: '2033-12-31', state: 'valid' },
    ...{ updatedAt: '2026-09-01T08:30:00.000+08:00', readAt: expect.any(String) }
  })
  expect(await readsOf(who, '向电子证照库')).toHaveLength(1)
  const kept = JSON.stringify(await product.stores.db.query('select * from certificates_held'))
  for (const secret of ['王晓莉', '残疾', '身份证', '残联']) expect(kept).not.toContain(secret)
})

it('亮证: the clerk reads with the same kind of code that it is valid and who issued it, once; the holder reads who looked', async () => {
  const { who, heldId } = await withOwn('yang-defu')
  const { code } = given('present', await present(who, heldId))
  const seen = await scan(code)
  expect(seen.body).toMatchObject({
    ...{ state: 'valid', title: '居民身份证', department: '渝中区公安分局（示例）', holder: '杨*福' },
    ...{ validUntil: '2040-01-01', idNumber: expect.stringContaining('*'), libraryReadAt: expect.any(String) }
  })
  expect((await scan(code)).error).toBe('not_found')
  expect(await readsOf(who, '现场核验您出示的“居民身份证”')).toHaveLength(1)
})

it('one that has run out says so, and cannot be shown', async () => {
  const { who, items, heldId } = await withOwn('gong-yan')
  expect(items.find(({ id }) => id === heldId)).toMatchObject({ state: 'expired', validUntil: '2026-01-31' })
  expect((await present(who, heldId)).error?.error).toBe('conflict')
})

it('is nobody else’s, and of no use to a stranger', async () => {
  const { heldId } = await withOwn('luo-shufen')
  const stranger = await someone('liu-yang')
  const params = { heldId }
  expect((await stranger.call(libraryCertificatesRoutes.showLibraryCertificate, { params })).error?.error).toBe(
    'not_found'
  )
  expect((await present(stranger, heldId)).error?.error).toBe('not_found')
})

it.each(['down', 'slow'] as const)(
  'a library that is %s is named within 2.5 s, with what it said last; nothing of it can be shown meanwhile',
  async (fault) => {
    const { who, items, heldId } = await withOwn(fault === 'down' ? 'chen-guoqiang' : 'tang-jing')
    await later()
    await product.fault('zzk', fault)
    const began = Date.now()
    expect(await list(who)).toEqual({ items, silent: { why: 'unavailable' } })
    expect(Date.now() - began).toBeLessThan(2_500)
    expect((await present(who, heldId)).error?.error).toBe('department_unavailable')
    expect(given('ours', await who.call(certificatesRoutes.listCertificates, {})).items).toEqual([])
  }
)

it('whoever takes back the consent has nothing of it any more, and a code shown before is good no longer', async () => {
  const { who, heldId } = await withOwn('xiang-yu')
  const { code } = given('present', await present(who, heldId))
  const consents = given('consents', await who.call(consentsRoutes.listConsents, {}))
  const consentId = consents.items.find(({ sharing }) => sharing.id === 'e-certificate-wallet')?.id ?? ''
  await who.call(consentsRoutes.withdrawConsent, { params: { consentId } })
  expect((await scan(code)).error).toBe('not_found')
  const params = { heldId }
  expect((await who.call(libraryCertificatesRoutes.showLibraryCertificate, { params })).error?.error).toBe('not_found')
  expect(await list(who)).toMatchObject({ items: [], silent: { why: 'consent' } })
})

it('what nobody has looked at for thirty days is forgotten', async () => {
  await withOwn('zhao-lei')
  const job = product.product.jobs.find(({ name }) => name === 'certificates.old-held')
  product.clock.moveBy(31 * 24 * 3_600_000)
  await job?.run()
  expect(await product.stores.db.query('select 1 from certificates_held')).toEqual([])
})
