import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startProduct, type TestProduct } from '../../test/support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

const ready = async () => {
  const reply: { ready: boolean; stores: { name: string; state: string }[] } = JSON.parse(
    await (await fetch(`${product.url}/api/ready`)).text()
  )
  return { ready: reply.ready, files: reply.stores.find((store) => store.name === 'files')?.state }
}

it('a server whose file store cannot be used says so, and is ready again when it can', async () => {
  const folder = path.join(product.folder, 'files')
  expect(await ready()).toEqual({ ready: true, files: 'up' })
  rmSync(folder, { recursive: true })
  writeFileSync(folder, '')
  expect(await ready()).toEqual({ ready: false, files: 'down' })
  rmSync(folder)
  mkdirSync(folder)
  expect(await ready()).toEqual({ ready: true, files: 'up' })
})
