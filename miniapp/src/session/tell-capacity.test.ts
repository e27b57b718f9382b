import { act } from '@testing-library/react'
import { applySessionChange } from './session'
import { tellCapacityChanges } from './tell-capacity'

const me = (mandateId: string | null, label: string) => ({
  citizenId: 'cit_12345678',
  channel: 'browser' as const,
  accountTail: '7K2Q',
  signedInAt: '2026-11-22T09:30:00+08:00',
  level: 'real-name' as const,
  capacity: { kind: mandateId ? ('proxy' as const) : ('self' as const), mandateId, label }
})
const shown = () => document.getElementById('zj-toast')?.textContent ?? ''

it('a person hears in whose name they act from now on, and nothing while that stays the same', async () => {
  tellCapacityChanges()
  await act(() => applySessionChange({ token: null, me: me(null, '本人') }))
  await act(() => applySessionChange({ token: null, me: me(null, '本人') }))
  expect(shown()).toBe('')
  await act(() => applySessionChange({ token: null, me: me('man_87654321', '杨*福') }))
  expect(shown()).toBe('当前身份：代 杨*福')
  await act(() => applySessionChange({ token: null, me: me(null, '本人') }))
  expect(shown()).toBe('当前身份：本人')
})
