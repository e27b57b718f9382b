import { factsRoutes } from '@shared/contract/facts'
import { startProduct, type TestProduct } from '../../../../test/support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

test('anybody can read what will be asked, in which unit and from whose register, without signing in', async () => {
  const { body } = await product.citizen('zhang-min').call(factsRoutes.listFacts, {})
  expect(body.items.length).toBeGreaterThanOrEqual(40)
  expect(body.items.find(({ name }) => name === '企业规模')).toMatchObject({
    type: 'choice',
    options: ['大型', '中型', '小型', '微型'],
    unit: null,
    source: { id: 'market-regulation', name: '区市场监管局' }
  })
})
