import { phone } from '../../../test-mocks/taro'
import { searchAll } from './api'

const service = { id: 'social-card', title: '社会保障卡申领', note: '区人力社保局', leadsTo: null }
const published = { groups: [{ kind: 'services', label: '事项', items: [service], more: false }], missing: [] }
const mine = { groups: [{ kind: 'messages', label: '消息', items: [service], more: false }], missing: [] }
const answers = (own: { statusCode: number; data: unknown }) =>
  phone.answers(({ url }) => (url.includes('/me/search') ? own : { statusCode: 200, data: published }))

it('who is signed in finds what is published first, then their own', async () => {
  answers({ statusCode: 200, data: mine })
  expect((await searchAll('社保', true)).groups.map(({ label }) => label)).toEqual(['事项', '消息'])
})

it('a stranger’s phone does not ask for anything of their own', async () => {
  answers({ statusCode: 200, data: mine })
  expect((await searchAll('社保', false)).groups.map(({ label }) => label)).toEqual(['事项'])
  expect(phone.asked).toHaveLength(1)
})

it('when the own messages cannot be searched, what is published is found all the same, and the gap is told', async () => {
  answers({ statusCode: 422, data: { error: 'internal', message: '服务出了点问题。', requestId: 'r' } })
  expect(await searchAll('社保', true)).toEqual({ groups: published.groups, missing: ['我的办件、证照和消息'] })
})

it('before anything is typed, nothing is asked', async () => {
  expect(await searchAll('', true)).toEqual({ groups: [], missing: [] })
  expect(phone.asked).toEqual([])
})
