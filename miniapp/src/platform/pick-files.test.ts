import { UPLOAD_MAX_BYTES } from '@shared/contract/uploads'
import Taro from '../../test-mocks/taro'
import { pickFiles } from './pick-files'

/** The album of a phone: one photo of this size, and what WeChat makes of it. */
function phoneWith({ bytes, smaller }: { bytes: number; smaller: number | null }) {
  Object.assign(Taro, {
    showActionSheet: async () => ({ tapIndex: 0 }),
    chooseMedia: async () => ({ tempFiles: [{ tempFilePath: 'wxfile://taken.jpg', size: bytes }] }),
    compressImage: async () => {
      if (smaller === null) throw new Error('compressImage:fail')
      return { tempFilePath: 'wxfile://smaller.jpg' }
    },
    getFileSystemManager: () => ({
      getFileInfo: ({ filePath, success }: { filePath: string; success: (told: { size: number }) => void }) =>
        success({ size: filePath === 'wxfile://smaller.jpg' ? (smaller ?? 0) : bytes })
    })
  })
}

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
})
afterAll(() => {
  process.env.TARO_ENV = 'h5'
})

test('a large photo counts as large as what is sent of it, so that it is not refused for its size before', async () => {
  phoneWith({ bytes: UPLOAD_MAX_BYTES + 1, smaller: 3_000_000 })
  expect(await pickFiles(1)).toEqual([
    { name: 'smaller.jpg', bytes: 3_000_000, preview: 'wxfile://smaller.jpg', path: 'wxfile://smaller.jpg' }
  ])
})

test('a photo WeChat cannot make smaller goes as it is, under its own size', async () => {
  phoneWith({ bytes: 4_000_000, smaller: null })
  expect(await pickFiles(1)).toMatchObject([{ path: 'wxfile://taken.jpg', bytes: 4_000_000 }])
})
