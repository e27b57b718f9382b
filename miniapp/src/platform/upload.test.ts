import { servicesRoutes } from '@shared/contract/services'
import Taro from '../../test-mocks/taro'
import { setCredentials } from './call'
import { upload } from './upload'

const picked = { name: '证.jpg', bytes: 1200, preview: 'wxfile://1.jpg', path: 'wxfile://1.jpg' }
const stored = { id: 'file-00001', name: '证.jpg', bytes: 1200, type: 'image/jpeg' }
const send = () => upload(servicesRoutes.uploadFile, picked)

/** WeChat's upload: a promise with a task's functions on it. */
const uploads = (outcome: () => Promise<{ statusCode: number; data: string }>) =>
  jest
    .spyOn(Taro, 'uploadFile')
    .mockImplementation(() => Object.assign(outcome(), { onProgressUpdate: () => undefined }))

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
  setCredentials({ bearer: () => undefined, renew: async () => false, owner: () => null })
})
afterAll(() => {
  process.env.TARO_ENV = 'h5'
})

test('a photo that arrives comes back as the stored file', async () => {
  uploads(async () => ({ statusCode: 200, data: JSON.stringify(stored) }))
  await expect(send()).resolves.toEqual(stored)
})

test.each([
  ['uploadFile:fail ', '网络不太顺畅，请检查网络后再试。'],
  ['uploadFile:fail timeout', '等了很久还没有回应，请稍后再试。']
])('%s is told in words, and nothing is rejected behind the back of the page', async (errMsg, message) => {
  uploads(() => Promise.reject({ errMsg }))
  await expect(send()).rejects.toMatchObject({ code: 'offline', message })
  // jest fails a test in which a rejection went unheard until now
  await new Promise((resolve) => setTimeout(resolve))
})

test('a reply that is no stored file is an error, not a file without a name', async () => {
  uploads(async () => ({ statusCode: 200, data: '{}' }))
  await expect(send()).rejects.toMatchObject({ code: 'internal', message: '收到的内容不完整，请稍后再试。' })
})
