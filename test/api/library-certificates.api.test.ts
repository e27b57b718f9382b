import { certificatesRoutes } from '@shared/contract/certificates'
import { consentsRoutes } from '@shared/contract/consents'
import { homeRoutes } from '@shared/contract/home'
import { ledgerRoutes } from '@shared/contract/ledger'
import { libraryCertificatesRoutes } from '@shared/contract/library-certificates'
import { addDays } from '@shared/values/civil-date'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { given } from '../support/entrust'
import { idCardFromLibrary } from '../support/library-card'
import { ownTime } from '../support/own-time'
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
const inDays = (days: number) => addDays(product.clock.today(), days)
const attention = async (who: Citizen) => given('attention', await who.call(homeRoutes.listAttention, {}))
const found = async (who: Citizen, q: string) => {
  const { groups } = given('search', await who.call(homeRoutes.searchMine, { query: { q } }))
  return groups.find(({ kind }) => kind === 'certificates')?.items ?? []
}
const takeBack = async (who: Citizen) => {
  const consents = given('consents', await who.call(consentsRoutes.listConsents, {}))
  const consentId = consents.items.find(({ sharing }) => sharing.id === 'e-certificate-wallet')?.id ?? ''
  await who.call(consentsRoutes.withdrawConsent, { params: { consentId } })
}
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
    const { value, ms } = await ownTime(() => list(who))
    expect(value).toEqual({ items, silent: { why: 'unavailable' } })
    expect(ms).toBeLessThan(2_500)
    expect((await present(who, heldId)).error?.error).toBe('department_unavailable')
    expect(given('ours', await who.call(certificatesRoutes.listCertificates, {})).items).toEqual([])
  }
)

it('whoever takes back the consent has nothing of it any more, on 首页 and in the search neither, and a code shown before is good no longer', async () => {
  const { who, heldId } = await withOwn('xiang-yu')
  const { code } = given('present', await present(who, heldId))
  await product.stores.db.query('update certificates_held set valid_until = $1 where id = $2', [inDays(5), heldId])
  const seen = async () => [(await attention(who)).items.length, (await found(who, '身份证')).length]
  expect(await seen()).toEqual([1, 1])
  await takeBack(who)
  expect(await seen()).toEqual([0, 0])
  expect((await scan(code)).error).toBe('not_found')
  const params = { heldId }
  expect((await who.call(libraryCertificatesRoutes.showLibraryCertificate, { params })).error?.error).toBe('not_found')
  expect(await list(who)).toMatchObject({ items: [], silent: { why: 'consent' } })
})

it('one of the library that runs out within 30 days waits on 首页 and is found in the search, though the library is down', async () => {
  const { who, heldId } = await withOwn('zhang-min')
  const endsOn = (day: string) =>
    product.stores.db.query('update certificates_held set valid_until = $1 where id = $2', [day, heldId])
  await later()
  await product.fault('zzk', 'down')
  await endsOn(inDays(31))
  expect(await attention(who)).toEqual({ items: [], missing: [] })
  await endsOn(inDays(30))
  const leadsTo = { kind: 'library-certificate', id: heldId }
  const waiting = { kind: 'certificate', title: '“居民身份证”快到期了', day: inDays(30), leadsTo }
  expect(await attention(who)).toMatchObject({ items: [waiting], missing: [] })
  expect(await found(who, '身份证 公安')).toEqual([
    { id: heldId, title: '居民身份证', note: expect.stringContaining('渝中区公安分局（示例） · 有效期到'), leadsTo }
  ])
  expect(await found(who, '身份证 残联')).toEqual([])
  const stranger = product.citizen('ayguli')
  await stranger.signIn()
  expect([(await attention(stranger)).items, await found(stranger, '身份证')]).toEqual([[], []])
  await endsOn(inDays(-1))
  expect((await attention(who)).items).toEqual([])
  await endsOn(inDays(30))
  await product.stores.db.query("update certificates_held set state = 'withdrawn' where id = $1", [heldId])
  expect((await attention(who)).items).toEqual([])
  expect(await found(who, '身份证')).toEqual([])
})

it('what nobody has looked at for thirty days is forgotten', async () => {
  await withOwn('zhao-lei')
  const job = product.product.jobs.find(({ name }) => name === 'certificates.old-held')
  product.clock.moveBy(31 * 24 * 3_600_000)
  await job?.run()
  expect(await product.stores.db.query('select 1 from certificates_held')).toEqual([])
})
