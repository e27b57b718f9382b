import { startProduct, type TestProduct } from '../support/start-product'
import { REPLAYS, replay } from './replays'

/** In all; `npm run prove -- replay` presents 10,000. */
const TIMES = 200

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

const kinds = Object.entries(REPLAYS)

it.each(kinds)('%s is good once: accepted when it is first used, and never again', async (_what, prepare) => {
  expect(await replay(product, prepare, Math.ceil(TIMES / kinds.length))).toBe(1)
})
