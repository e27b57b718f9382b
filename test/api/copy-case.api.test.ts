import { servicesRoutes } from '@shared/contract/services'
import { apply, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { actAs, entrust } from '../support/entrust'
import { pdfPages } from '../support/pdf-text'
import { addressOfRoute } from '../support/route-address'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let owner: Citizen
let son: Citizen
let caseId: string
beforeAll(async () => {
  product = await startProduct()
  owner = product.citizen(person.id)
  son = product.citizen('liu-yang')
  for (const one of [owner, son]) {
    await one.signIn()
    await one.verify()
  }
  caseId = (await apply(owner)).id
  await product.drain()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE'] as const) await product.advance(caseId, state)
  await product.drain()
})
afterAll(() => product.close())

const copy = (who: Citizen) =>
  fetch(`${product.url}${addressOfRoute(servicesRoutes.copyCase, { params: { caseId } })}`, {
    headers: { authorization: `Bearer ${who.token()}` }
  })
const textOf = async (reply: Response) => pdfPages(Buffer.from(await reply.arrayBuffer())).join('')

it('the owner gets everything of the case as a PDF: their own words in full, the course, the promise, the result', async () => {
  const reply = await copy(owner)
  expect(reply.headers.get('content-type')).toBe('application/pdf')
  expect(reply.headers.get('cache-control')).toBe('private, no-store')
  const text = await textOf(reply)
  for (const said of [
    person.name,
    person.citizenId,
    person.phone,
    '身份证.jpg',
    '个人编号',
    '承诺办结日',
    '已提交',
    '已办结'
  ])
    expect(text).toContain(said)
})

it('somebody else gets nothing, and whoever acts for the owner reads masked values, which the owner can see', async () => {
  expect((await copy(son)).status).toBe(404)
  const mandate = await entrust(owner, son)
  await actAs(son, mandate.id)
  const text = await textOf(await copy(son))
  expect(text).toContain('部分个人信息已隐藏')
  for (const hidden of [person.citizenId, person.phone, person.name]) expect(text).not.toContain(hidden)
  const read = await product.stores.db.query<{ purpose: string }>(
    `select purpose from ledger_entries where case_id = $1 and reader_kind = 'proxy'`,
    [caseId]
  )
  expect(read.map(({ purpose }) => purpose)).toEqual(['亲情代办'])
})
