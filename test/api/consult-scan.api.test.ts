import { consultRequestsRoutes } from '@shared/contract/consult-requests'
import { messagesRoutes } from '@shared/contract/messages'
import * as z from 'zod/mini'
import { named } from '../support/apply'
import { type Citizen, photo } from '../support/citizen'
import { given } from '../support/entrust'
import { agreeToHotline, REQUEST, uploadPhoto } from '../support/hand-in-request'
import { startProduct, type TestProduct } from '../support/start-product'
import { EICAR, startStrictClamd } from '../support/strict-clamd'

let clamd: Awaited<ReturnType<typeof startStrictClamd>>
let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  clamd = await startStrictClamd()
  product = await startProduct({ settings: { CLAMD_URL: clamd.url } })
  citizen = product.citizen('zhang-min')
  await citizen.signIn()
  await named(citizen)
  await agreeToHotline(citizen)
})
beforeEach(() => clamd.behave('scans'))
afterAll(async () => {
  await product.close()
  await clamd.close()
})

const infected = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(EICAR)])
const handIn = async (...photos: Buffer[]) => {
  const photoIds: string[] = []
  for (const bytes of photos) photoIds.push(await uploadPhoto(product, citizen, bytes))
  return given('request', await citizen.call(consultRequestsRoutes.createRequest, { body: { ...REQUEST, photoIds } }))
}
const orders = z.object({ orders: z.array(z.object({ outerId: z.string(), photos: z.array(z.unknown()) })) })
/** How many photos the hotline got with it; null = it has not got it. */
const reached = async (outerId: string): Promise<number | null> => {
  const reply = await fetch(`${product.sandboxUrl}/hotline/desk/api/orders`)
  return orders.parse(await reply.json()).orders.find((one) => one.outerId === outerId)?.photos.length ?? null
}

it('a photo or PDF with a virus is refused in plain words and not kept', async () => {
  for (const bytes of [photo(), Buffer.from('%PDF-1.4 说明')]) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(infected(bytes))]), '井盖')
    const reply = await fetch(`${product.url}${consultRequestsRoutes.uploadRequestPhoto.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${citizen.token()}` },
      body: form
    })
    expect(await reply.json()).toMatchObject({
      error: 'file_infected',
      message: expect.stringContaining('发现病毒')
    })
  }
  expect(await product.stores.db.query('select id from consult_photos')).toEqual([])
})

it('a scanner that is away keeps nobody from handing in; nothing leaves the house before it has looked', async () => {
  clamd.behave('hangs-up')
  const { id, photos } = await handIn(photo(), infected(photo()), infected(Buffer.from('%PDF-1.4 说明')))
  expect(photos).toHaveLength(3)
  await product.drain()
  await product.drainLater(5 * 60_000)
  expect(await reached(id)).toBeNull()

  clamd.behave('scans')
  await product.drainLater(10 * 60_000)
  expect(await reached(id)).toBe(1)
  const shown = (await citizen.call(consultRequestsRoutes.showRequest, { params: { requestId: id } })).body
  expect(shown).toMatchObject({ state: 'received', photoCheck: { waiting: 0, removed: 2 } })
  expect(shown.photos.map((one) => one.id)).toEqual([photos[0]?.id])
  for (const gone of photos.slice(1)) expect(await product.stores.files.get(gone.id)).toBeNull()
  const inbox = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items
  expect(inbox.find(({ title }) => title === '有照片没有送出')?.body).toContain('2 张照片没有通过')
})
