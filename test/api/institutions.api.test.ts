import { homeRoutes } from '@shared/contract/home'
import { institutionsRoutes } from '@shared/contract/institutions'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

test('anybody looks up who cares for elderly people in a street, and learns that nobody has confirmed the list yet', async () => {
  const nobody = product.citizen('zhang-min')
  const list = async (query: { q?: string; street?: string }) =>
    (await nobody.call(institutionsRoutes.listInstitutions, { query })).body
  const { items, streets } = await list({})
  expect(items).toHaveLength(streets.length)
  expect((await list({ street: '500103012' })).items.map(({ name }) => name)).toEqual(['大坪街道养老服务中心'])
  expect((await list({ q: '助餐', street: '500103012' })).items).toHaveLength(1)
  expect((await list({ q: '火锅' })).items).toEqual([])
  expect(items.every(({ source, address, phone }) => !source.read && address === null && phone === null)).toBe(true)
  const found = await nobody.call(homeRoutes.search, { query: { q: '养老服务中心' } })
  expect(found.body.groups.find(({ kind }) => kind === 'institutions')?.items[0]?.leadsTo).toEqual({
    kind: 'institution',
    id: '500103001'
  })
})
