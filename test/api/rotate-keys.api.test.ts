import { randomBytes } from 'node:crypto'
import { servicesRoutes } from '@shared/contract/services'
import { rotateKeys } from '../../bff/src/platform/seal/rotate-keys'
import { makeSealer } from '../../bff/src/platform/seal/sealer'
import { startProduct, type TestProduct } from '../support/start-product'

const old = { id: 'k1', key: randomBytes(32) }
const fresh = { id: 'k2', key: randomBytes(32) }
const indexKey = randomBytes(32)
const sealer = (...masterKeys: (typeof old)[]) => makeSealer({ masterKeys, indexKey, algorithm: 'aes-256-gcm' })

let product: TestProduct
beforeAll(async () => {
  product = await startProduct({ masterKeys: [fresh, old] })
})
afterAll(() => product.close())

const wrappedKeys = () =>
  product.stores.db.query<{ id: string; wrapped_key: string }>(
    'select id, wrapped_key from identity_citizens order by id'
  )

it('every key is wrapped anew while citizens go on reading what is sealed, and the old master key opens nothing after it', async () => {
  const people = ['zhang-min', 'liu-yang', 'tang-jing', 'xiang-yu'].map((person) => product.citizen(person))
  for (const person of people) {
    await person.signIn()
    const saved = await person.call(servicesRoutes.openDraft, {
      params: { serviceId: 'flexible-enrolment' },
      body: { edits: { name: '轮换甲' } }
    })
    expect(saved.status).toBe(200)
  }
  // as it was before the new key came
  for (const { id, wrapped_key } of await wrappedKeys())
    await product.stores.db.query('update identity_citizens set wrapped_key = $2 where id = $1', [
      id,
      sealer(old, fresh).rewrap(wrapped_key)
    ])

  let running = true
  const statuses: number[] = []
  const reading = people.map(async (person) => {
    while (running) {
      const read = await person.call(servicesRoutes.openDraft, {
        params: { serviceId: 'flexible-enrolment' },
        body: { edits: {} }
      })
      statuses.push(read.status === 200 && read.body.answers.name === '轮换甲' ? 200 : read.status || 1)
    }
  })
  const first = await rotateKeys(product.stores.db, product.product.sealer)
  running = false
  await Promise.all(reading)
  expect(first.wrapped).toBeGreaterThanOrEqual(people.length)
  expect(statuses.filter((status) => status !== 200)).toEqual([])
  expect(statuses.length).toBeGreaterThan(0)

  const wrapped = await wrappedKeys()
  for (const { wrapped_key } of wrapped) {
    expect(() => sealer(fresh).unwrap(wrapped_key)).not.toThrow()
    expect(() => sealer(old).unwrap(wrapped_key)).toThrow(/master key "k2"/)
  }
  expect(await rotateKeys(product.stores.db, product.product.sealer)).toMatchObject({ wrapped: 0 })
})
