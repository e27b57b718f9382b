import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { identityRoutes } from '@shared/contract/identity'
import { phone } from '../../test-mocks/taro'
import { finishSignInElsewhere, leaveForOfficialAccount, leaveForYkb } from './sign-in-elsewhere'

const left: string[] = []
jest.mock('@/platform/navigation', () => ({ leaveFor: (url: string) => left.push(url) }))

beforeEach(() => {
  left.length = 0
  jest.useFakeTimers()
  phone.answers(() => ({ statusCode: 200, data: { url: 'https://sign-in.example/' } }))
})
afterEach(() => jest.useRealTimers())

const gone = async (leave: Promise<false>) => {
  await jest.advanceTimersByTimeAsync(5_000)
  return leave
}

test.each([
  ['渝快办', () => leaveForYkb('/pages/mine/index'), browserSignInRoutes.finishYkbSignIn.path],
  ['微信', () => leaveForOfficialAccount('/pages/mine/index'), identityRoutes.finishOfficialAccountSignIn.path]
])('the code of %s goes home to whoever gave it out', async (_, leave, path) => {
  await expect(gone(leave())).resolves.toBe(false)
  expect(left).toEqual(['https://sign-in.example/'])
  await finishSignInElsewhere({ code: 'c', state: 's' }).catch(() => undefined)
  expect(phone.asked.at(-1)).toMatchObject({ url: path, data: { code: 'c', state: 's' } })
})
