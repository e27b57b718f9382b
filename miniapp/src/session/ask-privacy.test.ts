import { openSheet } from '@/kit/sheet/ask-sheet'
import Taro from '../../test-mocks/taro'
import { followPrivacy } from './ask-privacy'

type Answer = { event: string; buttonId?: string }

/** What WeChat does when a function needs consent: calls the handler and waits for what it resolves to. */
function wechat() {
  let handler: (resolve: (answer: Answer) => void, about: { referrer: string }) => void = () => undefined
  Object.assign(Taro, {
    onNeedPrivacyAuthorization: (given: typeof handler) => {
      handler = given
    }
  })
  const answers: Answer[] = []
  return { answers, needs: () => handler((answer) => answers.push(answer), { referrer: 'chooseMedia' }) }
}
const soon = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
  openSheet.set(null)
})
afterAll(() => {
  process.env.TARO_ENV = 'h5'
})

test('consent goes to WeChat with the button that was tapped', async () => {
  const { answers, needs } = wechat()
  followPrivacy()
  needs()
  await soon()
  const open = openSheet.get()
  expect(open?.question.privacyButtonId).toBe('agree-privacy')
  open?.question.shown?.()
  open?.answer(true)
  await soon()
  expect(answers).toEqual([{ event: 'exposureAuthorization' }, { event: 'agree', buttonId: 'agree-privacy' }])
})

test('after a no only the function that asked fails, and the next press asks again', async () => {
  const { answers, needs } = wechat()
  followPrivacy()
  needs()
  await soon()
  openSheet.get()?.answer(false)
  await soon()
  expect(answers).toEqual([{ event: 'disagree' }])
  expect(openSheet.get()).toBeNull()
  needs()
  await soon()
  expect(openSheet.get()).not.toBeNull()
})
