import { rightsRoutes } from '@shared/contract/rights'
import Taro, { phone } from '../../test-mocks/taro'
import { setCredentials } from './call'
import { handOut, sendOn } from './handed-out'

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
  setCredentials({ bearer: () => 'token-1', renew: async () => false })
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
