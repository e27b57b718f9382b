import type { Draft } from '@shared/contract/applications'
import type { Answers } from '@shared/contract/form'
import { phone } from '../../test-mocks/taro'
import { emptyDraft, type KeptDraft } from './kept-draft'
import { holdDraft } from './open-drafts'
import { draftPlace } from './phone-place'
import { sendUnsentDrafts } from './send-unsent'

const me = 'cit_12345678'
const updatedAt = '2026-11-22T09:00:00.000+08:00'
const draftOf = (answers: Answers, id = 'draft-0001'): Draft => ({
  id,
  serviceId: 'flexible-work',
  serviceName: '灵活就业人员参保登记',
  formVersion: 'v1',
  answers,
  revision: 1,
  updatedAt,
  files: []
})

/** A server that has this draft, or none. */
function server(first: Draft | null) {
  let draft = first
  const saves: Answers[] = []
  phone.answers(({ url, data }) => {
    if (url.endsWith('/drafts')) return { statusCode: 200, data: { items: draft ? [draft] : [] } }
    const { edits } = JSON.parse(JSON.stringify(data))
    draft ??= draftOf({}, 'draft-0002')
    if (Object.keys(edits).length > 0) {
      saves.push(edits)
      draft = { ...draft, answers: { ...draft.answers, ...edits }, revision: draft.revision + 1 }
    }
    return { statusCode: 200, data: draft }
  })
  return { saves }
}

/** What the phone kept when the program ended. */
const kept = (changes: Partial<KeptDraft> = {}): KeptDraft => ({
  ...emptyDraft('flexible-work', me),
  base: draftOf({ name: '张三' }),
  edits: { phone: { value: '19900000001', order: 1 } },
  ...changes
})
const place = draftPlace('flexible-work', me)

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
})
afterAll(() => {
  process.env.TARO_ENV = 'h5'
})

it('what was typed before the phone died reaches the server at the next start, once', async () => {
  const { saves } = server(draftOf({ name: '张三' }))
  await place.write(kept())
  await sendUnsentDrafts(me)
  await sendUnsentDrafts(me)
  expect(saves).toEqual([{ phone: '19900000001' }])
  expect(await place.read()).toMatchObject({ edits: {}, base: { answers: { name: '张三', phone: '19900000001' } } })
})

it('a form begun without any network becomes a draft', async () => {
  const { saves } = server(null)
  await place.write(kept({ base: null }))
  await sendUnsentDrafts(me)
  expect(saves).toEqual([{ phone: '19900000001' }])
})

it.each<[string, Draft | null, Partial<KeptDraft>]>([
  ['the draft was handed in or thrown away on another device', null, {}],
  ['another draft has taken its place', draftOf({}, 'draft-0009'), {}],
  ['another device changed the same field', draftOf({ name: '张三', phone: '19900000002' }), {}],
  ['it belongs to somebody else who uses this phone', draftOf({ name: '张三' }), { owner: 'cit_87654321' }],
  [
    'a submission still waits for its answer',
    draftOf({ name: '张三' }),
    { attempt: { key: 'key-00000001', draftId: 'draft-0001', formVersion: 'v1', revision: 1 } }
  ]
])('nothing is sent, and nothing is lost, where %s', async (_, there, changes) => {
  const { saves } = server(there)
  await place.write(kept(changes))
  await sendUnsentDrafts(me)
  expect(saves).toEqual([])
  expect(await place.read()).toMatchObject({ edits: { phone: { value: '19900000001' } } })
})

it('a form that is open sends for itself, also when it was opened meanwhile', async () => {
  const { saves } = server(draftOf({ name: '张三' }))
  await place.write(kept())
  const release = holdDraft('flexible-work')
  await sendUnsentDrafts(me)
  release()
  expect(saves).toEqual([])
  const sending = sendUnsentDrafts(me)
  const releaseAgain = holdDraft('flexible-work')
  await sending
  releaseAgain()
  expect(saves).toEqual([])
})

it('without a network everything stays on the phone, and the citizen notices nothing', async () => {
  phone.answers(() => {
    throw { errMsg: 'request:fail timeout' }
  })
  await place.write(kept())
  await expect(sendUnsentDrafts(me)).resolves.toBeUndefined()
  expect(await place.read()).toMatchObject({ edits: { phone: { value: '19900000001' } } })
})

it('a phone with nothing unsent asks the server nothing', async () => {
  await place.write(kept({ edits: {} }))
  await sendUnsentDrafts(me)
  expect(phone.asked).toEqual([])
})
