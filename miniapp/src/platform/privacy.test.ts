import Taro from '@tarojs/taro'
import {
  askPrivacy,
  isPrivacyRefusal,
  onPrivacyNeeded,
  openPrivacyContract,
  type PrivacyQuestion,
  privacyState
} from './privacy'

type Answer = { event: string; buttonId?: string }
type Listener = (resolve: (answer: Answer) => void, about: { referrer: string }) => void

/** WeChat as far as privacy goes: what it was answered, and a way to make it ask. */
function wechat(agreed: boolean) {
  const answers: [string, Answer][] = []
  let ask: Listener | undefined
  Object.assign(Taro, {
    onNeedPrivacyAuthorization: (listener: Listener) => {
      ask = listener
    },
    getPrivacySetting: ({ success }: { success: (told: object) => void }) =>
      success({ needAuthorization: !agreed, privacyContractName: '《指尖办用户隐私保护指引》' }),
    requirePrivacyAuthorize: (told: { success: () => void; fail: () => void }) =>
      agreed ? told.success() : told.fail(),
    openPrivacyContract: ({ success }: { success: () => void }) => success()
  })
  return { answers, asks: (referrer: string) => ask?.((answer) => answers.push([referrer, answer]), { referrer }) }
}

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
})
afterEach(() => {
  process.env.TARO_ENV = 'h5'
  for (const name of [
    'onNeedPrivacyAuthorization',
    'getPrivacySetting',
    'requirePrivacyAuthorize',
    'openPrivacyContract'
  ])
    Reflect.deleteProperty(Taro, name)
})

test('one sheet answers every function that waits, and the next question gets a sheet of its own', () => {
  const { answers, asks } = wechat(false)
  const questions: PrivacyQuestion[] = []
  onPrivacyNeeded((question) => questions.push(question))
  asks('chooseMedia')
  asks('getPhoneNumber')
  expect(questions.map(({ waitsFor }) => waitsFor)).toEqual(['chooseMedia'])
  questions[0]?.agree('agree-privacy')
  asks('chooseMedia')
  questions[1]?.disagree()
  const agree = { event: 'agree', buttonId: 'agree-privacy' }
  expect(answers).toEqual([
    ['chooseMedia', agree],
    ['getPhoneNumber', agree],
    ['chooseMedia', { event: 'disagree' }]
  ])
})

test('that the sheet is on the screen is told without deciding anything', () => {
  const { answers, asks } = wechat(false)
  let question: PrivacyQuestion | undefined
  onPrivacyNeeded((asked) => {
    question = asked
  })
  asks('chooseMedia')
  question?.shown()
  question?.agree('agree-privacy')
  expect(answers.map(([, { event }]) => event)).toEqual(['exposureAuthorization', 'agree'])
})

test('who has agreed is not asked again', async () => {
  wechat(true)
  expect([await askPrivacy(), await privacyState()]).toEqual([
    true,
    { needed: false, contractName: '《指尖办用户隐私保护指引》' }
  ])
  wechat(false)
  expect([await askPrivacy(), (await privacyState()).needed, await openPrivacyContract()]).toEqual([false, true, true])
})

test('a browser and an old WeChat have nothing to agree to', async () => {
  onPrivacyNeeded(() => {
    throw new Error('nobody asks here')
  })
  expect([await askPrivacy(), await privacyState(), await openPrivacyContract()]).toEqual([
    true,
    { needed: false, contractName: '' },
    false
  ])
})

test('a refusal is told from a cancelled chooser', () => {
  expect(isPrivacyRefusal({ errMsg: 'chooseMedia:fail privacy permission is not authorized' })).toBe(true)
  expect(isPrivacyRefusal({ errMsg: 'chooseMedia:fail cancel' })).toBe(false)
})
