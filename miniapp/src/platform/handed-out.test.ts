import { rightsRoutes } from '@shared/contract/rights'
import { servicesRoutes } from '@shared/contract/services'
import Taro, { phone } from '../../test-mocks/taro'
import { setCredentials } from './call'
import { handOut, handOutStored, sendOn } from './handed-out'

const files = new Map<string, string>()
Object.assign(Taro, {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  getFileSystemManager: () => ({
    writeFileSync: (place: string, text: string) => void files.set(place, text),
    unlinkSync: (place: string) => void files.delete(place)
  }),
  shareFileMessage: async () => ({ errMsg: 'ok' })
})
const shareFails = () => Object.assign(Taro, { shareFileMessage: () => Promise.reject({ errMsg: 'fail cancel' }) })

const handOutExport = () => handOut(rightsRoutes.exportMyData, '我的数据.json', 'application/json')

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
  files.clear()
  setCredentials({ bearer: () => 'token-1', renew: async () => false, owner: () => null })
})
afterAll(() => {
  process.env.TARO_ENV = 'h5'
})

test('an export that needs a fresh check says so, and nothing is written', async () => {
  phone.answers(() => ({
    statusCode: 403,
    data: JSON.stringify({ error: 'fresh_check_required', message: '请先再次验证是您本人。', requestId: 'r' })
  }))
  await expect(handOutExport()).rejects.toMatchObject({ code: 'fresh_check_required' })
  expect(files.size).toBe(0)
})

test('the unsealed copy on the phone is gone once the person has sent it on, and also when they have not', async () => {
  phone.answers(() => ({ statusCode: 200, data: '{"name":"…"}' }))
  const made = await handOutExport()
  expect([...files.values()]).toEqual(['{"name":"…"}'])
  await expect(sendOn(made)).resolves.toBe(true)
  expect(files.size).toBe(0)
  shareFails()
  await expect(sendOn(await handOutExport())).resolves.toBe(false)
  expect(files.size).toBe(0)
})

test('an OFD result is fetched as it is and sent on under the name the department gave it', async () => {
  const sent: unknown[] = []
  const address: string[] = []
  Object.assign(Taro, {
    downloadFile: async ({ url }: { url: string }) => {
      address.push(url)
      return { statusCode: 200, tempFilePath: 'wxfile://tmp/1' }
    },
    shareFileMessage: async (asked: unknown) => void sent.push(asked)
  })
  const made = await handOutStored(servicesRoutes.downloadFile, { fileId: 'file-00001' }, '发放通知.ofd')
  expect(address).toEqual([expect.stringMatching(/\/api\/v1\/files\/file-00001$/)])
  await expect(sendOn(made)).resolves.toBe(true)
  expect(sent).toEqual([{ filePath: 'wxfile://tmp/1', fileName: '发放通知.ofd' }])
})

test('an OFD result that is gone says so, and nothing is sent', async () => {
  Object.assign(Taro, { downloadFile: async () => ({ statusCode: 404, tempFilePath: '' }) })
  const gone = handOutStored(servicesRoutes.downloadFile, { fileId: 'file-00001' }, '发放通知.ofd')
  await expect(gone).rejects.toMatchObject({ status: 404 })
})
