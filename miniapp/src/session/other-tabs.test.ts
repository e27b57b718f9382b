import { act } from '@testing-library/react'
import { phone } from '../../test-mocks/taro'
import { followOtherTabs } from './other-tabs'
import { applySessionChange } from './session'

const me = (mandateId: string | null) => ({
  citizenId: 'cit_12345678',
  channel: 'browser' as const,
  accountTail: '7K2Q',
  signedInAt: '2026-11-22T09:30:00+08:00',
  level: 'real-name' as const,
  capacity: { kind: mandateId ? ('enterprise' as const) : ('self' as const), mandateId, label: '本人' }
})

it('a tab begins anew when another one acts for somebody else from now on, and only then', async () => {
  phone.answers(() => ({ statusCode: 404, data: {} }))
  const told: string[] = []
  let say: (text: string) => void = () => undefined
  let reloads = 0
  const tabs = {
    tell: (text: string) => void told.push(text),
    hear: (heard: (text: string) => void) => {
      say = heard
    }
  }
  followOtherTabs(tabs, () => {
    reloads += 1
  })
  say('cit_12345678')
  expect(reloads).toBe(0)
  await act(() => applySessionChange({ token: null, me: me(null) }))
  await act(() => applySessionChange({ token: null, me: me(null) }))
  expect(told).toEqual(['cit_12345678'])
  say('cit_12345678')
  expect(reloads).toBe(0)
  say('cit_12345678@man_87654321')
  expect(reloads).toBe(1)
})
