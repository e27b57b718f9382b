import { randomBytes } from 'node:crypto'
import { type S3Mood, signatureV4, startStrictS3 } from '../../../../test/support/strict-s3'
import { codeOf } from '../http/front'
import { newId } from '../new-id'
import type { Files } from './files'
import { FilesAway, openS3Files } from './s3-files'

const account = { accessKey: 'AK-of-the-test', secretKey: 'a-secret-of-the-test', region: 'us-east-1' }
const bucket = 'citizen-files'
/** A store that does not answer is given up after this. */
const PATIENCE_MS = 1000

let s3: Awaited<ReturnType<typeof startStrictS3>>
let files: Files
let hasty: Files
beforeAll(async () => {
  s3 = await startStrictS3(bucket, account)
  files = await openS3Files({ endpoint: s3.url, bucket, ...account })
  hasty = await openS3Files({ endpoint: s3.url, bucket, ...account }, PATIENCE_MS)
})
beforeEach(() => s3.behave('answers'))
afterAll(() => s3.close())

async function timed(act: () => Promise<unknown>) {
  const started = performance.now()
  const error = await act().then(
    () => null,
    (thrown: unknown) => thrown
  )
  return { error, ms: performance.now() - started }
}

const photo = randomBytes(1_000_000)

describe('the signature check of the strict store', () => {
  // the two examples AWS publishes for "Signature Calculations for the Authorization Header" in a single chunk
  const published = { region: 'us-east-1', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
  const host = 'examplebucket.s3.amazonaws.com'

  it('finds the published signature of a download', () => {
    const headers = {
      host,
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z'
    }
    expect(signatureV4({ method: 'GET', path: '/test.txt', headers, ...published })).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'
    )
  })

  it('finds the published signature of an upload', () => {
    const headers = {
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      host,
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      'x-amz-date': '20130524T000000Z',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY'
    }
    expect(signatureV4({ method: 'PUT', path: '/test%24file.text', headers, ...published })).toBe(
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd'
    )
  })

  it('lets nobody in without a signature', async () => {
    await files.put('a-file-of-ours', Buffer.from('x'))
    expect((await fetch(`${s3.url}/${bucket}/a-file-of-ours`)).status).toBe(403)
  })
})

describe('an upload to the S3 store', () => {
  it('that is cut in the middle fails, is never seen, and leaves what was there', async () => {
    const [before, fresh] = [newId(), newId()]
    await files.put(before, Buffer.from('before'))
    s3.behave('cuts-put')
    await expect(files.put(before, photo)).rejects.toThrow(FilesAway)
    await expect(files.put(fresh, photo)).rejects.toThrow(FilesAway)
    s3.behave('answers')
    expect((await files.get(before))?.toString()).toBe('before')
    expect(await files.get(fresh)).toBeNull()
    expect([...s3.objects.keys()]).not.toContain(fresh)
  })

  it('is not called kept before the store has said so', async () => {
    const id = newId()
    s3.behave('loses-reply')
    await expect(files.put(id, photo)).rejects.toThrow(FilesAway)
    // the store has it all the same: putting it again is harmless
    expect(s3.objects.get(id)?.equals(photo)).toBe(true)
    s3.behave('answers')
    await files.put(id, photo)
    expect((await files.get(id))?.equals(photo)).toBe(true)
  })

  it.each(['hangs-up', 'out-of-order', 'loses-reply', 'cuts-put'] satisfies S3Mood[])(
    'survives a store that %s once: the second try keeps it',
    async (mood) => {
      const id = newId()
      s3.behave(mood, 1)
      await files.put(id, photo)
      expect(s3.asked()).toBe(2)
      expect(s3.objects.get(id)?.equals(photo)).toBe(true)
    }
  )
})

describe('a download from the S3 store', () => {
  it('that is cut in the middle is an error, never half a photo', async () => {
    const id = newId()
    await files.put(id, photo)
    s3.behave('cuts-get')
    await expect(files.get(id)).rejects.toThrow(FilesAway)
    s3.behave('cuts-get', 1)
    expect((await files.get(id))?.equals(photo)).toBe(true)
  })
})

describe('an S3 store that is away', () => {
  it.each(['mute', 'hangs-up', 'out-of-order'] satisfies S3Mood[])(
    'because it %s fails every act soon, with words for trying again later',
    async (mood) => {
      const id = newId()
      s3.behave(mood)
      const acts = [() => hasty.put(id, photo), () => hasty.get(id), () => hasty.remove(id), () => hasty.ping()]
      for (const { error, ms } of await Promise.all(acts.map(timed))) {
        expect(error).toBeInstanceOf(FilesAway)
        expect(codeOf(error)).toBe('unavailable')
        expect(ms).toBeLessThan(PATIENCE_MS + 2000)
      }
    }
  )

  it('stops the start with the address and the bucket, not the key', async () => {
    s3.behave('mute')
    const { error, ms } = await timed(() => openS3Files({ endpoint: s3.url, bucket, ...account }, PATIENCE_MS))
    expect(String(error)).toBe(
      `Error: cannot use bucket ${bucket} at ${s3.url}: the file store is away: no answer in time`
    )
    expect(ms).toBeLessThan(PATIENCE_MS + 2000)
  })

  it('and where nobody listens, without waiting', async () => {
    const gone = await startStrictS3(bucket, account)
    await gone.close()
    const { error, ms } = await timed(() => openS3Files({ endpoint: gone.url, bucket, ...account }))
    expect(String(error)).toBe(
      `Error: cannot use bucket ${bucket} at ${gone.url}: the file store is away: ECONNREFUSED`
    )
    expect(ms).toBeLessThan(3000)
  })
})

describe('an S3 store set wrongly', () => {
  it.each([
    ['a wrong secret', { secretKey: 'wrong-secret-of-the-test' }, 'access refused (FILES_S3_KEY, FILES_S3_SECRET'],
    ['a key nobody knows', { accessKey: 'AK-unknown' }, 'access refused (FILES_S3_KEY, FILES_S3_SECRET'],
    ['a wrong region', { region: 'elsewhere-1' }, 'FILES_S3_REGION'],
    ['a bucket that is not there', { bucket: 'other-bucket' }, 'no such bucket']
  ])('(%s) stops the start with the reason, the address and the bucket, not the key', async (_what, wrong, reason) => {
    const settings = { endpoint: s3.url, bucket, ...account, ...wrong }
    const { error } = await timed(() => openS3Files(settings))
    const told = String(error)
    expect(told).toContain(`cannot use bucket ${settings.bucket} at ${s3.url}: `)
    expect(told).toContain(reason)
    for (const hidden of [settings.accessKey, settings.secretKey]) expect(told).not.toContain(hidden)
  })

  it('does not call a file missing because its bucket is', async () => {
    const other = await startStrictS3('other-bucket', account)
    const opened = await openS3Files({ endpoint: other.url, bucket: 'other-bucket', ...account })
    await other.close()
    const renamed = await startStrictS3('renamed', account, other.port)
    await expect(opened.get(newId())).rejects.toThrow('the file store refused to give a file: 404 NoSuchBucket')
    await expect(opened.remove(newId())).rejects.toThrow('the file store refused to remove a file: 404 NoSuchBucket')
    await expect(opened.put(newId(), photo)).rejects.toThrow('the file store refused to keep a file: 404 NoSuchBucket')
    await renamed.close()
  })
})

it('a bucket named in front of the host (Aliyun, Tencent) is addressed by host, not by path', async () => {
  // the only such host every machine resolves: bucket "127" at 127.0.0.1
  const byHost = await startStrictS3('127', account)
  const opened = await openS3Files({ endpoint: `${byHost.url}/`, bucket: '127', ...account })
  await opened.put('a-file-by-host', photo)
  expect([...byHost.objects.keys()]).toEqual(['a-file-by-host'])
  expect((await opened.get('a-file-by-host'))?.equals(photo)).toBe(true)
  await byHost.close()
})
