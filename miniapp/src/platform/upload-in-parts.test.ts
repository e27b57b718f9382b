import { PART_BYTES } from '@shared/contract/upload-parts'
import Taro, { phone } from '../../test-mocks/taro'
import { setCredentials } from './call'
import { goesInParts, uploadInParts } from './upload-in-parts'

const BYTES = 2 * PART_BYTES + 1000
const content = new Uint8Array(BYTES).map((_, at) => at % 251)
const picked = { name: '证.jpg', bytes: BYTES, preview: '', path: 'wxfile://1.jpg' }
const stored = { id: 'file-00001', name: '证.jpg', bytes: BYTES, type: 'image/jpeg' }

/** A server that keeps parts; the connection breaks at the calls `breaks` names, counted from 1. */
function server({ received = 0, breaks = [] as number[] } = {}) {
  let calls = 0
  const sent: number[] = []
  phone.answers(({ url, data }) => {
    calls += 1
    if (breaks.includes(calls)) throw new Error('request:fail')
    if (url.endsWith('/finish')) return { statusCode: 200, data: stored }
    if (url.endsWith('/uploads')) return { statusCode: 200, data: { id: 'upload-001', received } }
    const { at } = Object(data)
    sent.push(at)
    if (at === received) received = Math.min(BYTES, at + PART_BYTES)
    return { statusCode: 200, data: { id: 'upload-001', received } }
  })
  return sent
}

beforeEach(() => {
  jest
    .spyOn(Taro, 'getFileSystemManager')
    .mockReturnValue({ readFile: ({ success }) => success({ data: content.buffer }) })
  phone.reset()
  setCredentials({ bearer: () => undefined, renew: async () => false, owner: () => null })
})

test('a photo above half a megabyte goes in parts, a smaller one does not', () => {
  expect(goesInParts({ bytes: 512 * 1024 })).toBe(false)
  expect(goesInParts({ bytes: 512 * 1024 + 1 })).toBe(true)
})

test('a large photo is sent part by part and the person sees how far it is', async () => {
  const sent = server()
  const seen: number[] = []
  await expect(uploadInParts(picked, (percent) => seen.push(percent))).resolves.toEqual(stored)
  expect(sent).toEqual([0, PART_BYTES, 2 * PART_BYTES])
  expect(seen).toEqual([0, 49, 99, 100])
})

test('what had come before the connection broke is not sent again', async () => {
  const sent = server({ received: PART_BYTES })
  await uploadInParts(picked, () => undefined)
  expect(sent).toEqual([PART_BYTES, 2 * PART_BYTES])
})

test('a connection that breaks in the middle goes on where it was', async () => {
  // call 3 is the second part; a PUT is repeated once by the call itself, so it breaks twice
  const sent = server({ breaks: [3, 4] })
  await expect(uploadInParts(picked, () => undefined)).resolves.toEqual(stored)
  expect(sent).toEqual([0, PART_BYTES, 2 * PART_BYTES])
})

test('a connection that stays away is told to the person', async () => {
  server({ breaks: Array.from({ length: 30 }, (_, at) => at + 1) })
  await expect(uploadInParts(picked, () => undefined)).rejects.toMatchObject({ code: 'offline' })
})

test('a file that is no longer on the phone is told in words', async () => {
  jest.restoreAllMocks()
  await expect(uploadInParts(picked, () => undefined)).rejects.toMatchObject({
    message: '这个文件读不出来，请换一个文件。'
  })
})
