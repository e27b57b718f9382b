import { certificatesRoutes } from '@shared/contract/certificates'
import { ledgerRoutes } from '@shared/contract/ledger'
import { messagesRoutes } from '@shared/contract/messages'
import { addDays } from '@shared/values/civil-date'
import { apply, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { actAs, entrust, given } from '../support/entrust'
import { pdfPages } from '../support/pdf-text'
import { addressOfRoute } from '../support/route-address'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let holder: Citizen
let stranger: Citizen
let clerk: Clerk
let params: { certificateId: string }
beforeAll(async () => {
  product = await startProduct()
  clerk = await makeClerk(product, 'hr-clerk', ['clerk'], 'human-resources')
  await product.control('/control/clock', { moveMs: product.clock.offset() })
  holder = product.citizen(person.id)
  stranger = product.citizen('liu-yang')
  for (const one of [holder, stranger]) {
    await one.signIn()
    await one.verify()
  }
  const { id } = await apply(holder)
  await product.drain()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(id, state)
  await product.drain()
  params = { certificateId: (await mine()).items.find(({ caseId }) => caseId === id)?.id ?? '' }
})
afterAll(() => product.close())

const mine = async () => given('list', await holder.call(certificatesRoutes.listCertificates, {}))
const show = async () => given('show', await holder.call(certificatesRoutes.showCertificate, { params }))
const check = async (code: string) =>
  given('check', await product.citizen('chen-guoqiang').call(certificatesRoutes.checkCertificate, { body: { code } }))
const present = () => holder.call(certificatesRoutes.presentCertificate, { params })
const scan = (code: string) => clerk.call(certificatesRoutes.scanPresentation, { body: { code } })
const paper = async (who: Citizen) => {
  const reply = await fetch(`${product.url}${addressOfRoute(certificatesRoutes.certificatePaper, { params })}`, {
    headers: { authorization: `Bearer ${who.token()}` }
  })
  return reply.ok ? pdfPages(Buffer.from(await reply.arrayBuffer())).join('') : ''
}
const db = () => product.stores.db

it('the result of a finished case is a certificate in 我的证照, once, and nothing of it lies in plain', async () => {
  const { items } = await mine()
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ state: 'valid', department: expect.stringContaining('人力') })
  expect(await show()).toMatchObject({ holder: '张*', withdrawnReason: null, number: expect.any(String) })
  const kept = JSON.stringify(await db().query('select * from certificates_certificates'))
  for (const value of [person.name, person.citizenId, (await show()).code]) expect(kept).not.toContain(value)
})

it('the paper names its holder, shows the code and a signature; whoever else asks gets nothing', async () => {
  const text = await paper(holder)
  const { code } = await show()
  for (const said of [person.name, '签名（SM2）', code.slice(0, 4), '扫码核验']) expect(text).toContain(said)
  expect(text).not.toContain(person.citizenId)
  expect(await paper(stranger)).toBe('')
})

it('anybody with the code learns that it is valid, with a masked name; typed in groups and lower case as well', async () => {
  const { code } = await show()
  const known = { state: 'valid', holder: '张*', title: expect.any(String) }
  expect(await check(code)).toMatchObject(known)
  expect(await check(` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()} `)).toMatchObject(known)
  expect(await check('ABCDEFGHJKMNPQRS')).toMatchObject({ state: 'unknown', holder: null, title: null })
})

it('a row somebody changed in the database is unknown: it does not fit its signature', async () => {
  const { code } = await show()
  const set = (title: string) => db().query('update certificates_certificates set title = $1', [title])
  const { title } = await show()
  await set('高级工程师资格证书')
  expect((await check(code)).state).toBe('unknown')
  await set(title)
  expect((await check(code)).state).toBe('valid')
})

it('亮证: a code is good once at the desk, and the holder reads who looked', async () => {
  const { code } = given('present', await present())
  const seen = await scan(code)
  expect(seen.body).toMatchObject({ state: 'valid', holder: '张*', idNumber: expect.stringContaining('*') })
  expect(JSON.stringify(seen.body)).not.toContain(person.citizenId)
  expect((await scan(code)).error).toBe('not_found')
  const { items } = given('ledger', await holder.call(ledgerRoutes.listReads, {}))
  expect(items.filter(({ purpose }) => purpose.startsWith('现场核验'))).toHaveLength(1)
})

it('only the holder in person can show it', async () => {
  expect((await stranger.call(certificatesRoutes.presentCertificate, { params })).error?.error).toBe('not_found')
  const mandate = await entrust(holder, stranger)
  await actAs(stranger, mandate.id)
  expect((await stranger.call(certificatesRoutes.presentCertificate, { params })).error?.error).toBe('forbidden')
  expect(await paper(stranger)).not.toContain(person.name)
})

it('30 days before the last day the holder is told, once; after it the certificate has expired and cannot be shown', async () => {
  const job = product.product.jobs.find(({ name }) => name === 'certificates.expiring')
  const lastDay = (day: string | null) => db().query('update certificates_certificates set valid_until = $1', [day])
  const told = async () =>
    given('inbox', await holder.call(messagesRoutes.listMessages, {})).items.filter(
      ({ title }) => title === '证照快到期了'
    )
  const today = product.clock.today()
  await lastDay(addDays(today, 31))
  await job?.run()
  expect(await told()).toEqual([])
  await lastDay(addDays(today, 30))
  for (let times = 0; times < 2; times += 1) await job?.run()
  expect((await told()).map(({ about }) => about)).toEqual([{ kind: 'certificate', id: params.certificateId }])
  await lastDay(addDays(today, -1))
  expect((await show()).state).toBe('expired')
  expect((await present()).error?.error).toBe('conflict')
  await lastDay(null)
})

it('the department that issued it can withdraw it with a reason, no other; everybody learns at once', async () => {
  const { code } = await show()
  const body = { code, reason: '登记时提供的材料不实，依法撤销。' }
  const other = await makeClerk(product, 'school-clerk', ['clerk'], 'education')
  await other.check()
  expect((await other.call(certificatesRoutes.withdrawCertificate, { body })).error).toBe('not_found')
  expect((await check(code)).state).toBe('valid')
  await clerk.check()
  expect((await clerk.call(certificatesRoutes.withdrawCertificate, { body })).error).toBeNull()
  expect((await clerk.call(certificatesRoutes.withdrawCertificate, { body })).error).toBe('conflict')
  expect((await check(code)).state).toBe('withdrawn')
  expect(await show()).toMatchObject({ state: 'withdrawn', withdrawnReason: body.reason })
})
