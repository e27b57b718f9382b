import { servicesRoutes } from '@shared/contract/services'
import { PART_BYTES, uploadPartsRoutes } from '@shared/contract/upload-parts'
import { sm3 } from '../../bff/src/platform/gm/sm3'
import { announced } from '../support/announced'
import { person } from '../support/apply'
import { type Citizen, photo } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

const DAY_MS = 24 * 3_600_000
let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

let photos = 0
/** A photo of three parts, another one each time. */
const large = () => Buffer.concat([photo(), Buffer.alloc(2 * PART_BYTES, ++photos)])
const begin = async (bytes: Buffer, who = citizen) =>
  (await who.call(uploadPartsRoutes.beginUpload, { body: announced(bytes) })).body
const put = (uploadId: string, bytes: Buffer, at: number, who = citizen) =>
  who.call(uploadPartsRoutes.putPart, {
    params: { uploadId },
    body: { at, data: bytes.subarray(at, at + PART_BYTES).toString('base64') }
  })
const finish = (uploadId: string, who = citizen) => who.call(uploadPartsRoutes.finishUpload, { params: { uploadId } })
const putAll = async (uploadId: string, bytes: Buffer) => {
  for (let at = 0; at < bytes.length; at += PART_BYTES) await put(uploadId, bytes, at)
}
const download = async (fileId: string) => {
  const reply = await fetch(`${product.url}${servicesRoutes.downloadFile.path.replace(':fileId', fileId)}`, {
    headers: { authorization: `Bearer ${citizen.token()}` }
  })
  return Buffer.from(await reply.arrayBuffer())
}
/** How many files there are with this content. */
const filesOfThis = async (bytes: Buffer) =>
  (await product.stores.db.query('select 1 from services_files where sm3 = $1', [sm3(bytes).toString('hex')])).length
const uploads = (id: string) => product.stores.db.query('select id from services_uploads where id = $1', [id])

describe('a file that comes in parts', () => {
  it('is the same file in the end, and its parts are gone', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    await putAll(id, bytes)
    expect(await product.stores.files.get(`${id}-0`)).not.toBeNull()
    const done = await finish(id)
    expect(done.body).toMatchObject({ name: '身份证.jpg', bytes: bytes.length, type: 'image/jpeg' })
    expect((await download(done.body.id)).equals(bytes)).toBe(true)
    expect(await product.stores.files.get(`${id}-0`)).toBeNull()
    expect((await finish(id)).body).toEqual(done.body)
  })

  it('goes on where it was after the connection broke', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    await put(id, bytes, 0)
    expect(await begin(bytes)).toEqual({ id, received: PART_BYTES })
  })

  it('is one file when the phone has lost the reply and asks again, at once or later', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    await putAll(id, bytes)
    const replies = await Promise.all([finish(id), finish(id), finish(id)])
    const fileId = replies[0]?.body.id ?? ''
    expect(replies.map(({ body }) => body.id)).toEqual([fileId, fileId, fileId])
    expect(await begin(bytes)).toEqual({ id, received: bytes.length })
    expect((await finish(id)).body.id).toBe(fileId)
    expect(await filesOfThis(bytes)).toBe(1)
    expect((await download(fileId)).equals(bytes)).toBe(true)
  })

  it('is one file when the server fell before it had noted that the file is there', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    await putAll(id, bytes)
    const parts = await Promise.all([0, 1, 2].map((part) => product.stores.files.get(`${id}-${part}`)))
    const before = (await finish(id)).body.id
    await product.stores.db.query('update services_uploads set file_id = null where id = $1', [id])
    for (const [part, sealed] of parts.entries()) await product.stores.files.put(`${id}-${part}`, sealed ?? photo())
    expect((await finish(id)).body.id).toBe(before)
    expect(await filesOfThis(bytes)).toBe(1)
  })

  it('is uploaded anew once the file stands in a form: a second form gets one of its own', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    await putAll(id, bytes)
    const { id: fileId } = (await finish(id)).body
    const edits = { idFront: [fileId] }
    await citizen.call(servicesRoutes.openDraft, { params: { serviceId: 'elderly-allowance' }, body: { edits } })
    expect(await begin(bytes)).toMatchObject({ id: expect.not.stringMatching(id), received: 0 })
  })

  it('takes a part once, and a part too early not at all', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    expect((await put(id, bytes, PART_BYTES)).body.received).toBe(0)
    expect((await finish(id)).error?.error).toBe('conflict')
    const twice = await Promise.all([put(id, bytes, 0), put(id, bytes, 0)])
    expect(twice.map(({ body }) => body.received)).toEqual([PART_BYTES, PART_BYTES])
    await put(id, bytes, PART_BYTES)
    expect((await put(id, bytes, 0)).body.received).toBe(2 * PART_BYTES)
    await put(id, bytes, 2 * PART_BYTES)
    expect((await download((await finish(id)).body.id)).equals(bytes)).toBe(true)
  })

  it('refuses a part that does not begin or end where parts do', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    const wrong = [
      { at: 1, data: bytes.subarray(1, 1 + PART_BYTES) },
      { at: 0, data: bytes.subarray(0, 100) },
      { at: 4 * PART_BYTES, data: bytes.subarray(0, 100) }
    ]
    for (const { at, data } of wrong) {
      const body = { at, data: data.toString('base64') }
      const { error } = await citizen.call(uploadPartsRoutes.putPart, { params: { uploadId: id }, body })
      expect(error?.error).toBe('bad_request')
    }
  })

  it('is thrown away when the parts are not what was announced', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    await put(id, bytes, 0)
    await put(id, Buffer.alloc(bytes.length, 255), PART_BYTES)
    await put(id, bytes, 2 * PART_BYTES)
    expect((await finish(id)).error?.error).toBe('file_broken')
    expect(await uploads(id)).toEqual([])
    expect(await product.stores.files.get(`${id}-1`)).toBeNull()
  })

  it('is refused at its first part when it is no photo and no PDF', async () => {
    const bytes = Buffer.alloc(2 * PART_BYTES, 'x')
    const { id } = await begin(bytes)
    expect((await put(id, bytes, 0)).error?.error).toBe('file_rejected')
    expect(await uploads(id)).toEqual([])
  })

  it('is nobody else’s: another person with the id finds nothing, and the same content is an upload of their own', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    await put(id, bytes, 0)
    const other = product.citizen('liu-yang')
    await other.signIn()
    expect((await put(id, bytes, PART_BYTES, other)).status).toBe(404)
    expect((await finish(id, other)).status).toBe(404)
    expect(await begin(bytes, other)).toMatchObject({ received: 0 })
    expect(await begin(bytes)).toEqual({ id, received: PART_BYTES })
  })

  it('lies sealed, and is gone after a day', async () => {
    const bytes = large()
    const { id } = await begin(bytes)
    await put(id, bytes, 0)
    const kept = await product.stores.files.get(`${id}-0`)
    expect(kept?.includes(bytes.subarray(0, 60))).toBe(false)
    product.clock.moveBy(DAY_MS + 60_000)
    for (const job of product.product.jobs) if (job.name === 'services.old-uploads') await job.run()
    expect(await uploads(id)).toEqual([])
    expect(await product.stores.files.get(`${id}-0`)).toBeNull()
  })
})
