import type { Consent } from '@shared/contract/consents'
import { isActive, stateWords, withWithdrawn } from './consent-words'

const consent = (id: string): Consent => ({
  id,
  sharing: {
    id: 'enrolment-to-bureau',
    version: '1',
    department: { id: 'rsj', name: '区人力社保局' },
    purpose: '办理参保登记',
    fields: ['姓名'],
    sensitive: true,
    days: 180,
    without: '不同意就不能在线办理。'
  },
  givenAt: '2026-11-22T09:00:00+08:00',
  until: '2099-05-21',
  withdrawnAt: null,
  state: 'active'
})

it('a withdrawn consent moves to the ended ones at once, the others stay', () => {
  const after = withWithdrawn([consent('one'), consent('two')], 'two', '2026-11-23T09:00:00+08:00')
  expect(after.filter(isActive).map(({ id }) => id)).toEqual(['one'])
  expect(after[1]).toMatchObject({ state: 'withdrawn', withdrawnAt: '2026-11-23T09:00:00+08:00' })
})

it('how a consent stands is told in words', () => {
  expect(stateWords(consent('one'))).toBe('生效中')
  expect(stateWords({ state: 'withdrawn' })).toBe('已撤回')
  expect(stateWords({ state: 'ended' })).toBe('已到期')
})
