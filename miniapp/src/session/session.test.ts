import type { Me } from '@shared/contract/identity'
import { servicesRoutes } from '@shared/contract/services'
import { act, renderHook } from '@testing-library/react'
import { call } from '@/platform/call'
import { writePrivate } from '@/platform/storage'
import Taro, { phone } from '../../test-mocks/taro'
import {
  applySessionChange,
  ensureSignedIn,
  finishSignIn,
  giveSignInUp,
  retrySession,
  signedIn,
  signInAnew,
  signOut,
  startSession,
  useSession,
  whenSignedIn
} from './session'

const me = {
  citizenId: 'cit_12345678',
  channel: 'mini-program',
  accountTail: '7K2Q',
  signedInAt: '2026-11-22T09:30:00+08:00',
  level: 'session',
  capacity: { kind: 'self', mandateId: null, label: '本人' }
} satisfies Me
const ended = { statusCode: 401, data: { error: 'sign_in_required', message: '登录已失效。', requestId: 'r' } }
let good = 'token-1'

/** A server that knows one good token and hands it out at sign-in. */
const server = ({ url, header }: { url: string; header?: Record<string, string> }) => {
  if (url.endsWith('/sessions/wechat')) return { statusCode: 200, data: { token: good, me } }
  if (header?.Authorization !== `Bearer ${good}`) return ended
  return { statusCode: 200, data: url.endsWith('/me') ? me : url.endsWith('/drafts') ? { items: [] } : { done: true } }
}

const shown = () => renderHook(() => useSession()).result

beforeEach(async () => {
  process.env.TARO_ENV = 'weapp'
  good = 'token-1'
  phone.answers(server)
  await act(startSession)
})
afterAll(() => {
  process.env.TARO_ENV = 'h5'
})

test('nobody is signed in before they ask for something that needs it, and WeChat is not asked who they are', () => {
  expect(shown().current).toEqual({ state: 'signed-out' })
  expect(phone.asked).toEqual([])
})

test('a citizen in WeChat is signed in by one tap and stays so when the program is opened again', async () => {
  await act(async () => expect(await ensureSignedIn()).toBe(true))
  expect(shown().current).toMatchObject({ state: 'signed-in', me: { accountTail: '7K2Q' } })
  phone.asked = []
  await act(startSession)
  expect(shown().current.state).toBe('signed-in')
  expect(phone.asked.map(({ url }) => url)).toEqual(['/api/v1/me'])
})

test('several pages that find the session ended at once cost one sign-in', async () => {
  await act(async () => void (await ensureSignedIn()))
  good = 'token-2'
  phone.asked = []
  await act(async () => {
    const both = [call(servicesRoutes.listDrafts, {}), call(servicesRoutes.listDrafts, {})]
    await expect(Promise.all(both)).resolves.toEqual([{ items: [] }, { items: [] }])
  })
  expect(phone.asked.filter(({ url }) => url.endsWith('/sessions/wechat'))).toHaveLength(1)
})

test('a citizen whom WeChat refuses is told, and is not let on', async () => {
  const told = jest.spyOn(Taro, 'showModal')
  phone.answers(() => ({
    statusCode: 401,
    data: { error: 'sign_in_failed', message: '登录没有成功，请再试一次。', requestId: 'r' }
  }))
  await act(async () => expect(await ensureSignedIn()).toBe(false))
  expect(told).toHaveBeenCalledWith(expect.objectContaining({ content: '登录没有成功，请再试一次。' }))
  expect(shown().current.state).toBe('signed-out')
})

const refused = (statusCode: number, error: string, message: string) => ({
  statusCode,
  data: { error, message, requestId: 'r' }
})
const page = () => signedIn(() => call(servicesRoutes.listDrafts, {})).catch((error: unknown) => error)
const loginFails = (how: () => { statusCode: number; data: unknown }) =>
  phone.answers((asked) => (asked.url.endsWith('/sessions/wechat') ? how() : server(asked)))

test.each([
  ['a defect of ours', () => refused(500, 'internal', '服务出了点问题，请稍后再试。'), '服务出了点问题，请稍后再试。'],
  ['WeChat being down', () => refused(503, 'department_unavailable', '微信没有回应。'), '微信没有回应。'],
  [
    'a dead network',
    () => {
      throw { errMsg: 'request:fail' }
    },
    '网络不太顺畅，请检查网络后再试。'
  ]
])(
  'a page that needs a session tells of %s as it is, before and after the session has ended',
  async (_, how, words) => {
    loginFails(how)
    await act(async () => expect(await page()).toMatchObject({ message: words }))

    loginFails(() => ({ statusCode: 200, data: { token: good, me } }))
    await act(async () => expect(await page()).toEqual({ items: [] }))
    good = 'token-3'
    loginFails(how)
    await act(async () => expect(await page()).toMatchObject({ message: words }))
    expect(shown().current).toMatchObject({ state: 'signed-out', trouble: { message: words } })
  }
)

test('WeChat that gives no sign-in code is named, and not a defect of ours', async () => {
  jest.spyOn(Taro, 'login').mockRejectedValueOnce({ errMsg: 'login:fail' })
  await act(async () => expect(await page()).toMatchObject({ message: expect.stringContaining('微信没有回应') }))
})

test('a citizen who opens the program without a network is signed in as soon as it is back, without a new sign-in', async () => {
  await act(async () => void (await ensureSignedIn()))
  phone.answers(() => {
    throw { errMsg: 'request:fail' }
  })
  await act(startSession)
  expect(shown().current).toMatchObject({ state: 'signed-out', trouble: { code: 'offline' } })
  phone.answers(server)
  phone.asked = []
  await act(retrySession)
  expect(shown().current.state).toBe('signed-in')
  expect(phone.asked.map(({ url }) => url)).toEqual(['/api/v1/me'])
})

test('whoever waits for somebody to sign in hears who it is', async () => {
  const heard: string[] = []
  whenSignedIn(({ citizenId }) => heard.push(citizenId))
  await act(async () => void (await ensureSignedIn()))
  expect(heard).toEqual(['cit_12345678'])
})

test('after signing out nothing personal is left on the phone, even when the server cannot be reached', async () => {
  await act(async () => void (await ensureSignedIn()))
  await writePrivate('draft.residence-permit', { name: '张三' })
  phone.answers(() => {
    throw { errMsg: 'request:fail' }
  })
  await act(async () => expect(await signOut()).toBe(true))
  expect([...phone.kept.keys()]).toEqual([])
  expect(shown().current.state).toBe('signed-out')
})

test('the new token is on the phone before anybody hears of the new level, and the old one is never sent again', async () => {
  await act(async () => void (await ensureSignedIn()))
  good = 'token-9'
  const keptWhenTold: unknown[] = []
  whenSignedIn(() => keptWhenTold.push(phone.kept.get('private.session')))
  await act(async () => applySessionChange({ token: 'token-9', me: { ...me, level: 'phone' } }))
  expect(keptWhenTold).toEqual(['token-9'])
  phone.asked = []
  await expect(call(servicesRoutes.listDrafts, {})).resolves.toEqual({ items: [] })
  expect(phone.asked.map(({ header }) => header?.Authorization)).toEqual(['Bearer token-9'])
})

test('whoever signs in anew ends the session of before, and goes on under the new one', async () => {
  await act(async () => void (await ensureSignedIn()))
  phone.asked = []
  phone.answers((asked) => {
    const answer = server(asked)
    // from the sign-out on only the next token is good
    if (asked.url.endsWith('/current')) good = 'token-2'
    return answer
  })
  await act(async () => expect(await signInAnew('/pages/mine/index')).toBe(true))
  await expect(call(servicesRoutes.listDrafts, {})).resolves.toEqual({ items: [] })
  expect(phone.asked.map(({ url, header }) => [url, header?.Authorization])).toEqual([
    ['/api/v1/sessions/current', 'Bearer token-1'],
    ['/api/v1/sessions/wechat', 'Bearer token-1'],
    ['/api/v1/drafts', 'Bearer token-2']
  ])
})

test('a call that was on its way while the session changed is repeated under the new one, without a new sign-in', async () => {
  await act(async () => void (await ensureSignedIn()))
  phone.asked = []
  phone.answers(async (asked) => {
    if (phone.asked.length === 1) {
      good = 'token-9'
      await applySessionChange({ token: 'token-9', me: { ...me, level: 'phone' } })
    }
    return server(asked)
  })
  await act(async () => expect(await call(servicesRoutes.listDrafts, {})).toEqual({ items: [] }))
  expect(phone.asked.map(({ url }) => url)).toEqual(['/api/v1/drafts', '/api/v1/drafts'])
})

describe('in a browser', () => {
  beforeEach(() => {
    process.env.TARO_ENV = 'h5'
  })

  test('somebody who is not signed in is led to the sign-in page and goes on after signing in there', async () => {
    const led = jest.spyOn(Taro, 'navigateTo')
    phone.answers(() => ended)
    await act(startSession)
    const outcome = ensureSignedIn()
    await act(async () => new Promise((resolve) => setTimeout(resolve)))
    expect(led).toHaveBeenLastCalledWith({
      url: '/packages/identity/pages/sign-in/index?returnTo=%2Fpages%2Fmine%2Findex'
    })
    await act(async () => applySessionChange({ token: null, me: { ...me, level: 'phone' } }))
    await finishSignIn('/pages/mine/index')
    await expect(outcome).resolves.toBe(true)
  })

  test('whoever turns back from the sign-in page is not signed in, and is not told of trouble', async () => {
    const told = jest.spyOn(Taro, 'showModal')
    told.mockClear()
    phone.answers(() => ended)
    await act(startSession)
    const outcome = ensureSignedIn()
    await act(async () => new Promise((resolve) => setTimeout(resolve)))
    giveSignInUp()
    await expect(outcome).resolves.toBe(false)
    expect(told).not.toHaveBeenCalled()
  })

  test('a refused call whose cookie was renewed meanwhile is repeated, and nobody is sent to sign in', async () => {
    const led = jest.spyOn(Taro, 'navigateTo')
    led.mockClear()
    let refusals = 1
    phone.answers(({ url }) => {
      if (url.endsWith('/drafts') && refusals-- > 0) return ended
      return { statusCode: 200, data: url.endsWith('/me') ? me : { items: [] } }
    })
    await act(async () => expect(await call(servicesRoutes.listDrafts, {})).toEqual({ items: [] }))
    expect(led).not.toHaveBeenCalled()
  })
})
