import { identityRoutes } from '@shared/contract/identity'
import { servicesRoutes } from '@shared/contract/services'
import fc from 'fast-check'
import { phone } from '../../test-mocks/taro'
import './zod-jitless'
import { addressOf, call, readReply, setCredentials } from './call'
import { CallError, replyError } from './call-error'

const list = { items: [], total: 0, departments: [], events: [] }
const submit = () =>
  call(
    servicesRoutes.submitDraft,
    { params: { draftId: 'draft_1234' }, body: { formVersion: 'v1', revision: 3 } },
    { idempotencyKey: 'key-1' }
  )

/** What the server says of a session it knows no more. */
const ended = { statusCode: 401, data: { error: 'sign_in_required', message: '登录已失效。', requestId: 'r' } }

/** The error a call ends with, once all its waiting is over. */
async function failureOf(work: Promise<unknown>): Promise<CallError> {
  const caught = work.then(
    () => undefined,
    (error: unknown) => error
  )
  await jest.runAllTimersAsync()
  const error = await caught
  if (!(error instanceof CallError)) throw new Error('the call did not fail with a CallError')
  return error
}

beforeEach(() => {
  jest.useFakeTimers()
  setCredentials({ bearer: () => undefined, renew: async () => false, owner: () => null })
})
afterEach(() => jest.useRealTimers())

test('a citizen whose network drops for a moment while reading still gets the page', async () => {
  let times = 0
  phone.answers(() => {
    times += 1
    if (times === 1) throw { errMsg: 'request:fail ' }
    return { statusCode: 200, data: list }
  })
  const work = call(servicesRoutes.listServices, { query: { q: '社保' } })
  await jest.runAllTimersAsync()
  await expect(work).resolves.toEqual(list)
  expect(phone.asked.map(({ url }) => url)).toEqual(Array(2).fill('/api/v1/services?q=%E7%A4%BE%E4%BF%9D'))
})

test('a submission that got no answer is not sent again by itself', async () => {
  phone.answers(() => {
    throw { errMsg: 'request:fail ' }
  })
  const error = await failureOf(submit())
  expect(phone.asked).toHaveLength(1)
  expect(error).toMatchObject({ code: 'offline', status: 0, message: '网络不太顺畅，请检查网络后再试。' })
})

test('a citizen who waited fifteen seconds is told so and does not wait another fifteen', async () => {
  phone.answers(() => {
    throw { errMsg: 'request:fail timeout' }
  })
  const error = await failureOf(call(servicesRoutes.listServices, {}))
  expect(phone.asked).toHaveLength(1)
  expect(error.message).toBe('等了很久还没有回应，请稍后再试。')
})

test('a refused submission names each wrong field, and the request for the service desk', async () => {
  const told = {
    error: 'form_invalid',
    message: '有几处还没有填对。',
    requestId: 'req-9',
    fields: { name: '请填写姓名。' }
  }
  phone.answers(() => ({ statusCode: 422, data: told }))
  const error = await failureOf(submit())
  expect(error).toMatchObject({
    code: 'form_invalid',
    status: 422,
    requestId: 'req-9',
    fields: { name: '请填写姓名。' }
  })
  expect(phone.asked[0]?.header).toMatchObject({ 'Idempotency-Key': 'key-1', 'X-Request-Id': expect.any(String) })
})

test('whatever a gateway answers, the citizen reads a Chinese sentence and never the gateway', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), fc.anything(), (status, body) => {
      const told = replyError(status, body, undefined).message
      expect(told).toMatch(/^[\u4e00-\u9fff，、,。“”]+$/)
    })
  )
  expect(replyError(502, '<html>Bad Gateway</html>', 'req-1')).toMatchObject({
    code: 'unavailable',
    requestId: 'req-1'
  })
})

test.each([
  ['an empty object', {}],
  ['a page of a WiFi that wants a login', '<html>Login</html>'],
  ['nothing', undefined],
  ['a list whose items lack what the page shows', { ...list, items: [{ id: 'social-card' }] }]
])('%s in a good reply becomes a sentence, never a page that cannot be drawn', async (_, data) => {
  phone.answers(() => ({ statusCode: 200, data, header: { 'X-Request-Id': 'req-3' } }))
  const error = await failureOf(call(servicesRoutes.listServices, {}))
  expect(error).toMatchObject({ code: 'internal', status: 200, requestId: 'req-3' })
  expect(error.message).toBe('收到的内容不完整，请稍后再试。')
  expect(phone.asked).toHaveLength(1)
})

test('what a newer server tells more than the contract is left out, and the page still opens', async () => {
  phone.answers(() => ({ statusCode: 200, data: { ...list, advert: '…' } }))
  await expect(call(servicesRoutes.listServices, {})).resolves.toEqual(list)
})

test('looking through the longest catalogue costs far less than a frame', async () => {
  const item = {
    id: 'flexible-enrolment',
    name: '灵活就业人员社会保险参保登记',
    department: '区人力社保局',
    summary: '没有单位、自己谋生的人，给自己登记参加职工基本养老保险、职工基本医疗保险。',
    subjects: ['个人'],
    tags: ['网上办'],
    applyOnline: true,
    hot: true,
    availability: { open: true, note: null },
    reform: null
  }
  const raw = { statusCode: 200, data: { ...list, items: Array(50).fill(item) } }
  const times = Array.from({ length: 21 }, () => {
    const began = performance.now()
    readReply(servicesRoutes.listServices, raw)
    return performance.now() - began
  })
  expect(times.sort((a, b) => a - b)[10]).toBeLessThan(5)
})

test('a citizen whose session ended is signed in again once and gets the answer without noticing', async () => {
  let token = 'old'
  setCredentials({
    bearer: () => token,
    renew: async () => {
      token = 'new'
      return true
    },
    owner: () => null
  })
  phone.answers(({ header }) =>
    header?.Authorization === 'Bearer new' ? { statusCode: 200, data: { items: [] } } : ended
  )
  await expect(call(servicesRoutes.listDrafts, {})).resolves.toEqual({ items: [] })
})

test('what was typed for an enterprise is not sent for the person whom a sign-in on the way made of them', async () => {
  let owner = 'citizen@mandate'
  setCredentials({
    bearer: () => undefined,
    renew: async () => {
      owner = 'citizen'
      return true
    },
    owner: () => owner
  })
  phone.answers(() => ended)
  const save = () => call(servicesRoutes.listDrafts, {}, { onlyFor: 'citizen@mandate' })
  expect(await failureOf(save())).toMatchObject({ code: 'forbidden', message: expect.stringContaining('身份') })
  expect(phone.asked).toHaveLength(1)
  expect(await failureOf(save())).toMatchObject({ code: 'forbidden' })
  expect(phone.asked).toHaveLength(1)
})

test('a server that refuses the new session too is not asked for ever', async () => {
  setCredentials({ bearer: () => 'any', renew: async () => true, owner: () => null })
  phone.answers(() => ended)
  const error = await failureOf(call(servicesRoutes.listDrafts, {}))
  expect(error.code).toBe('sign_in_required')
  expect(phone.asked).toHaveLength(2)
})

test('when signing in again fails, that is what the citizen is told, not that the session has ended', async () => {
  const down = new CallError({ code: 'department_unavailable', status: 503, message: '微信暂时没有回应。' })
  setCredentials({ bearer: () => 'old', renew: () => Promise.reject(down), owner: () => null })
  phone.answers(() => ended)
  expect(await failureOf(call(servicesRoutes.listDrafts, {}))).toBe(down)
})

test('looking who is signed in never sends a stranger to the sign-in page', async () => {
  const renew = jest.fn(async () => true)
  setCredentials({ bearer: () => undefined, renew, owner: () => null })
  phone.answers(() => ended)
  await failureOf(call(identityRoutes.me, {}, { signInAgain: false }))
  expect(renew).not.toHaveBeenCalled()
})

test('what a citizen types into the search cannot change which address is asked', () => {
  expect(addressOf({ path: '/api/v1/services/:serviceId' }, { params: { serviceId: 'a/../b' } })).toBe(
    '/api/v1/services/a%2F..%2Fb'
  )
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (q) => {
      const address = new URL(
        addressOf({ path: '/api/v1/services' }, { query: { q, department: undefined } }),
        'http://h'
      )
      expect(address.pathname).toBe('/api/v1/services')
      expect([...address.searchParams]).toEqual([['q', q]])
    })
  )
})
