import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { PART_BYTES, uploadPartsRoutes } from '@shared/contract/upload-parts'
import sharp from 'sharp'
import { announced } from '../support/announced'
import { person } from '../support/apply'
import { applyLocally, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

/** A page of bars, blurred by so many points. */
function page(blurredBy: number) {
  const points = Buffer.alloc(1200 * 900, 240)
  for (let at = 0; at < points.length; at += 1)
    if ((at % 1200) % 20 < 8 && Math.floor(at / 1200) % 40 < 24) points[at] = 20
  const sharpPage = sharp(points, { raw: { width: 1200, height: 900, channels: 1 } })
  return (blurredBy > 0 ? sharpPage.blur(blurredBy) : sharpPage).jpeg().toBuffer()
}
const black = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#000' } })
    .jpeg()
    .toBuffer()
const kept = () => product.stores.db.query<{ unclear: string | null }>('select unclear from services_files')

it('a black photo is refused in plain words, and nothing of it is kept', async () => {
  const refused = await citizen.upload(await black())
  expect(refused).toMatchObject({
    status: 422,
    body: { error: 'file_blank', message: expect.stringContaining('全黑') }
  })
  expect(await kept()).toEqual([])
})

it('a photo out of focus is kept with a question, a sharp one without', async () => {
  const doubted = await citizen.upload(await page(16))
  expect(doubted).toMatchObject({ status: 200, body: { unclear: 'blurred' } })
  const good = await citizen.upload(await page(0))
  expect(good.status).toBe(200)
  expect(good.body).not.toHaveProperty('unclear')
  expect(await kept()).toEqual([{ unclear: 'blurred' }, { unclear: null }])
})

it('a large photo that comes in parts is measured as well, and asked about again as often as the reply is lost', async () => {
  const bytes = Buffer.concat([await page(16), Buffer.alloc(2 * PART_BYTES)])
  const { id } = (await citizen.call(uploadPartsRoutes.beginUpload, { body: announced(bytes) })).body
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    const body = { at, data: bytes.subarray(at, at + PART_BYTES).toString('base64') }
    await citizen.call(uploadPartsRoutes.putPart, { params: { uploadId: id }, body })
  }
  const done = await citizen.call(uploadPartsRoutes.finishUpload, { params: { uploadId: id } })
  expect(done.body).toMatchObject({ bytes: bytes.length, unclear: 'blurred' })
  expect((await citizen.call(uploadPartsRoutes.finishUpload, { params: { uploadId: id } })).body).toEqual(done.body)
})

it('the clerk reads beside the file that the applicant kept a photo nothing can open', async () => {
  const { id: caseId } = await applyLocally(citizen)
  await product.drain()
  const clerk = await makeClerk(product, 'unclear-clerk', ['clerk'], localItem.department)
  const { files } = (await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId } })).body
  expect(files.map(({ unclear }) => unclear)).toEqual(['unreadable', 'unreadable', 'unreadable'])
})
