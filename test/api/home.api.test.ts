import { homeRoutes } from '@shared/contract/home'
import { apply, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

const attention = async (of: Citizen) => (await of.call(homeRoutes.listAttention, {})).body
const searchMine = async (of: Citizen, q: string) => (await of.call(homeRoutes.searchMine, { query: { q } })).body

test('a stranger finds a service item by its everyday name, and no messages of anybody', async () => {
  const stranger = product.citizen('tang-jing')
  const found = await stranger.call(homeRoutes.search, { query: { q: '培训补贴' } })
  expect(found.body.groups.map(({ kind }) => kind)).toEqual(['services'])
  expect(found.body.groups[0]?.items[0]).toMatchObject({
    title: '职业培训补贴申领',
    leadsTo: { kind: 'service', id: 'training-subsidy' }
  })
  expect((await stranger.call(homeRoutes.search, { query: { q: '螺蛳粉' } })).body).toEqual({ groups: [], missing: [] })
  expect((await stranger.call(homeRoutes.searchMine, { query: { q: '社保' } })).status).toBe(401)
})

test('a citizen whose case waits for 补正 is told so on 首页, finds the message about it, and nobody else does', async () => {
  expect(await attention(citizen)).toEqual({ items: [], missing: [] })
  const handedIn = await apply(citizen)
  await product.drain()
  await product.advance(handedIn.id, 'CORRECTION', { correction: [{ item: '身份证国徽面', reason: '看不清' }] })
  await product.drain()

  expect((await attention(citizen)).items).toEqual([
    {
      kind: 'correction',
      title: '“灵活就业人员社会保险参保登记”需要补正',
      note: `办件编号 ${handedIn.number}`,
      day: null,
      leadsTo: { kind: 'case', id: handedIn.id }
    }
  ])
  const [group] = (await searchMine(citizen, '补正 灵活就业')).groups
  expect(group?.kind).toBe('messages')
  expect(group?.items.map(({ leadsTo }) => leadsTo)).toContainEqual({ kind: 'case', id: handedIn.id })
  expect((await searchMine(citizen, '补正 恐龙')).groups).toEqual([])
  expect((await searchMine(citizen, '100%')).groups).toEqual([])

  const other = product.citizen('tang-jing')
  await other.signIn()
  expect(await attention(other)).toEqual({ items: [], missing: [] })
  expect((await searchMine(other, '灵活就业')).groups).toEqual([])
})
