import { setCredentials } from '@/platform/call'
import { phone } from '../../../test-mocks/taro'
import { answerRelay, beginRelay, relayWork, saveRelay } from './relay-work'

const draft = (revision: number, answers: Record<string, string>) => ({
  id: 'draft-00001',
  serviceId: 'elderly-allowance',
  serviceName: '高龄津贴申领',
  formVersion: '1',
  answers,
  revision,
  updatedAt: '2026-11-22T10:00:00+08:00',
  files: []
})
const relay = (revision: number, answers: Record<string, string>) => ({
  id: 'relay-00001',
  serviceName: '高龄津贴申领',
  form: { serviceId: 'elderly-allowance', version: '1', steps: [] },
  draft: draft(revision, answers),
  personal: [],
  endsAt: '2026-11-22T10:30:00+08:00'
})

beforeEach(() => {
  setCredentials({ bearer: () => undefined, renew: async () => false, owner: () => null })
  phone.reset()
  beginRelay(relay(1, {}))
})

it('what is typed while a save is on its way stays an edit, and goes out with the next one', async () => {
  phone.answers(() => {
    answerRelay('bank', '示例银行大坪支行')
    answerRelay('street', '大坪街道')
    return { statusCode: 200, data: relay(2, { bank: '示例银行' }) }
  })
  answerRelay('bank', '示例银行')
  expect(await saveRelay()).toEqual([])
  expect(relayWork.get()?.edits).toEqual({ bank: '示例银行大坪支行', street: '大坪街道' })

  phone.answers(() => ({ statusCode: 200, data: relay(3, { bank: '示例银行大坪支行', street: '大坪街道' }) }))
  await saveRelay()
  expect(relayWork.get()).toMatchObject({ edits: {}, desk: { draft: { revision: 3 } }, visit: { order: 2 } })
})

it('a save that does not get through loses nothing', async () => {
  phone.answers(() => Promise.reject({ errMsg: 'request:fail' }))
  answerRelay('bank', '示例银行')
  await expect(saveRelay()).rejects.toMatchObject({ code: 'offline' })
  expect(relayWork.get()?.edits).toEqual({ bank: '示例银行' })
})

it('a save whose reply comes after the clerk has handed back brings nothing back', async () => {
  phone.answers(() => {
    relayWork.set(null)
    return { statusCode: 200, data: relay(2, { bank: '示例银行' }) }
  })
  answerRelay('bank', '示例银行')
  await saveRelay()
  expect(relayWork.get()).toBeNull()
})
