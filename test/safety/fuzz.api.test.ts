import { capturedLog } from '../support/captured-log'
import { startProduct, type TestProduct } from '../support/start-product'
import { fuzz, wrongWith } from './fuzz'

/** `npm run prove -- fuzz` sends 20,000. */
const TIMES = 1_000
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)
const MOST_GROWTH_MB = 40

const log = capturedLog()
let product: TestProduct
beforeAll(async () => {
  product = await startProduct({ log: log.log })
})
afterAll(() => product.close())

it(`malformed requests over all routes get a refusal in words, never a stack, a 500 or silence (FUZZ_SEED=${seed})`, async () => {
  const { findings, statuses, grownMb } = await fuzz(product, log, TIMES, seed)
  expect(findings).toEqual([])
  expect(grownMb).toBeLessThan(MOST_GROWTH_MB)
  // they came to the doors and also past them
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404', '422']))
})

it('a reply that shows a stack, a statement, or is no error of ours would be found', () => {
  const said = (status: number, body: unknown, ms = 1) => wrongWith({ status, text: JSON.stringify(body), ms })
  const shape = { error: 'not_found', message: '没有找到您要的内容。', requestId: 'r' }
  expect(said(404, shape)).toBeNull()
  expect(said(500, { ...shape, error: 'internal' })).toBe('500 internal')
  expect(said(400, shape)).toContain('does not belong')
  expect(said(404, { ...shape, message: 'select * from identity_citizens' })).toContain('insides')
  expect(said(404, { message: 'no' })).toContain('without the shape')
  expect(wrongWith({ status: 400, text: 'Error\n    at x (/srv/a.ts:1:2)', ms: 1 })).toContain('insides')
  expect(said(404, shape, 30_000)).toBe('took 30000 ms')
})
