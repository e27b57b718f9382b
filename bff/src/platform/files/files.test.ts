import { randomBytes } from 'node:crypto'
import fs, { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startStrictS3 } from '../../../../test/support/strict-s3'
import { newId } from '../new-id'
import { type Files, makeFolderFiles } from './files'
import { openS3Files } from './s3-files'

/** `open` again is another process at the same files. */
interface Place {
  open(): Promise<Files>
  close(): unknown
}

function folderPlace(): Place {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-files-'))
  return {
    open: async () => makeFolderFiles(path.join(folder, 'files')),
    close: () => rmSync(folder, { recursive: true, force: true })
  }
}

const account = { accessKey: 'AK-of-the-test', secretKey: 'a secret + that/needs=care', region: 'cn-chongqing-1' }

async function strictPlace(): Promise<Place> {
  const s3 = await startStrictS3('citizen-files', account)
  return { open: () => openS3Files({ endpoint: s3.url, bucket: 'citizen-files', ...account }), close: s3.close }
}

/** A real store (MinIO, Ceph, …) with an existing bucket, named by TEST_S3_URL and the like. */
const { TEST_S3_URL: realUrl, TEST_S3_BUCKET, TEST_S3_KEY, TEST_S3_SECRET, TEST_S3_REGION } = process.env
const realPlace = async (): Promise<Place> => ({
  open: () =>
    openS3Files({
      endpoint: realUrl ?? '',
      region: TEST_S3_REGION ?? 'us-east-1',
      bucket: TEST_S3_BUCKET ?? '',
      accessKey: TEST_S3_KEY ?? '',
      secretKey: TEST_S3_SECRET ?? ''
    }),
  close: () => undefined
})

const places: [string, () => Place | Promise<Place>][] = [
  ['folder', folderPlace],
  ['S3', strictPlace],
  ...(realUrl ? [['S3 at TEST_S3_URL', realPlace] satisfies [string, () => Promise<Place>]] : [])
]

describe.each(places)('the file store (%s)', (_kind, make) => {
  let place: Place
  let files: Files
  beforeAll(async () => {
    place = await make()
    files = await place.open()
  })
  afterAll(() => place.close())

  it.each([0, 1, 5_000_000])('gives back a file of %d bytes, byte for byte, to another process too', async (size) => {
    const id = newId()
    const bytes = randomBytes(size)
    await files.put(id, bytes)
    expect((await files.get(id))?.equals(bytes)).toBe(true)
    expect((await (await place.open()).get(id))?.equals(bytes)).toBe(true)
    await files.remove(id)
  })

  it('takes every id there is: letters of both cases, digits, _ and -, 8 to 40 of them', async () => {
    for (const id of ['_-_-_-_-', `A-z_09${'x'.repeat(34)}`]) {
      await files.put(id, Buffer.from(id))
      expect((await files.get(id))?.toString()).toBe(id)
      await files.remove(id)
    }
  })

  it('keeps the later of two files put under one id', async () => {
    const id = newId()
    await files.put(id, Buffer.from('earlier and longer'))
    await files.put(id, Buffer.from('later'))
    expect((await files.get(id))?.toString()).toBe('later')
    await files.remove(id)
  })

  it('has nothing for an id that was never put, and nothing after a removal, which may come twice', async () => {
    const id = newId()
    expect(await files.get(id)).toBeNull()
    await files.put(id, Buffer.from('x'))
    await files.remove(id)
    expect(await files.get(id)).toBeNull()
    await files.remove(id)
    expect(await files.get(id)).toBeNull()
  })

  it.each([
    '',
    'short',
    'x'.repeat(41),
    '../../../etc/passwd',
    'abc/defgh',
    'abcd%2e%2e',
    'abcdefgh?acl',
    '证件照片证件照片'
  ])('refuses "%s", which is no id, in every act', async (id) => {
    await expect(files.put(id, Buffer.from('x'))).rejects.toThrow('not a file id')
    await expect(files.get(id)).rejects.toThrow('not a file id')
    await expect(files.remove(id)).rejects.toThrow('not a file id')
  })

  it('is well', async () => {
    await expect(files.ping()).resolves.toBeUndefined()
  })
})

describe('a process killed in the middle of an upload (folder)', () => {
  afterEach(() => jest.restoreAllMocks())

  it('leaves the file that was there before, and nothing where none was', async () => {
    const place = folderPlace()
    const [before, fresh] = [newId(), newId()]
    await (await place.open()).put(before, Buffer.from('before'))
    const written: string[] = []
    const killed = jest.spyOn(fs.promises, 'rename').mockImplementation(async (half) => {
      written.push(`${path.basename(String(half))} ${fs.statSync(half).size}`)
      throw new Error('killed')
    })
    for (const id of [before, fresh])
      await expect((await place.open()).put(id, randomBytes(5_000_000))).rejects.toThrow('killed')
    killed.mockRestore()

    const after = await place.open()
    expect((await after.get(before))?.toString()).toBe('before')
    expect(await after.get(fresh)).toBeNull()
    // the kill came late enough to matter: all bytes lay on the disk already
    expect(written).toEqual([before, fresh].map((id) => expect.stringMatching(new RegExp(`^${id}.* 5000000$`))))
    await after.put(fresh, Buffer.from('again'))
    expect((await after.get(fresh))?.toString()).toBe('again')
    await place.close()
  })

  it('is told from a folder that cannot be used', async () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'zjb-files-')), 'a-file')
    fs.writeFileSync(file, '')
    const files = makeFolderFiles(path.join(file, 'files'))
    await expect(files.ping()).rejects.toThrow('ENOTDIR')
    await expect(files.put(newId(), Buffer.from('x'))).rejects.toThrow('ENOTDIR')
    expect(readdirSync(path.dirname(file))).toEqual(['a-file'])
    rmSync(path.dirname(file), { recursive: true })
  })
})
