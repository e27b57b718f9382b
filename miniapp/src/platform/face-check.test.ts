import Taro from '@tarojs/taro'
import { checkFace } from './face-check'

interface Option {
  verifyId: string
  success: () => void
  fail: () => void
}
const phoneThat = (act: (option: Option) => void) => Object.assign(Taro, { requestFacialVerify: act })

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
})
afterEach(() => {
  process.env.TARO_ENV = 'h5'
  Reflect.deleteProperty(Taro, 'requestFacialVerify')
})

test('a citizen shows the face to the check the server has begun', async () => {
  const ids: string[] = []
  phoneThat(({ verifyId, success }) => {
    ids.push(verifyId)
    success()
  })
  expect(await checkFace('vid-1')).toBe('passed')
  expect(ids).toEqual(['vid-1'])
})

test('giving up is not an error', async () => {
  phoneThat(({ fail }) => fail())
  expect(await checkFace('vid-1')).toBe('cancelled')
})

test('an old WeChat and a browser say that they cannot', async () => {
  expect(await checkFace('vid-1')).toBe('unsupported')
  phoneThat(({ success }) => success())
  process.env.TARO_ENV = 'h5'
  expect(await checkFace('vid-1')).toBe('unsupported')
})
