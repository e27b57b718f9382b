import { keptNames } from '@/platform/storage'
import { draftPlace, draftsAmong } from './phone-place'

const self = 'cit_12345678'
const forFirm = `${self}@man_87654321`

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
})
afterAll(() => {
  process.env.TARO_ENV = 'h5'
})

it('what was typed for an enterprise and for oneself lie apart, and neither is found among the drafts of the other', async () => {
  await draftPlace('flexible-work', self).write('mine')
  await draftPlace('flexible-work', forFirm).write('of the firm')
  expect(await draftPlace('flexible-work', self).read()).toBe('mine')
  expect(await draftPlace('flexible-work', forFirm).read()).toBe('of the firm')
  const names = await keptNames()
  for (const [owner, value] of [
    [self, 'mine'],
    [forFirm, 'of the firm']
  ] as const) {
    const [only, ...others] = draftsAmong(names, owner)
    expect(others).toEqual([])
    expect(only?.serviceId).toBe('flexible-work')
    expect(await only?.place.read()).toBe(value)
  }
})

it('a draft kept before anybody could act for others is still one’s own', async () => {
  expect(draftsAmong(['draft.flexible-work', 'session', 'correction.case-0001'], self)).toHaveLength(1)
  expect(draftsAmong(['draft.flexible-work'], forFirm)).toEqual([])
})
