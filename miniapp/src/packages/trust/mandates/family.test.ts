import type { Invitation, Mandate } from '@shared/contract/mandates'
import { familyOf } from './family'

const mandate = (id: string, changes: Partial<Mandate> = {}): Mandate => ({
  id,
  kind: 'proxy',
  owner: '杨*福',
  holder: '张*',
  scope: { domains: ['services'], serviceIds: null },
  since: '2026-11-22T09:00:00+08:00',
  until: '2026-12-22',
  state: 'active',
  ...changes
})
const invitation = (id: string, changes: Partial<Invitation>): Invitation => ({
  id,
  kind: 'proxy',
  code: '7K2Q99AB',
  owner: '杨*福',
  scope: { domains: ['services'], serviceIds: null },
  until: '2026-12-22',
  expiresAt: '2026-11-25T09:00:00+08:00',
  state: 'open',
  ...changes
})

it('亲情代办 shows relatives and children; enterprises have a page of their own', () => {
  const family = familyOf({
    given: [mandate('given-agent', { kind: 'agent' }), mandate('given-proxy')],
    held: [mandate('held-legal', { kind: 'legal-representative' }), mandate('held-child', { kind: 'guardian' })],
    invitations: [
      invitation('open', {}),
      invitation('taken', { state: 'accepted' }),
      invitation('of-firm', { kind: 'agent' })
    ]
  })
  expect(family.given.map(({ id }) => id)).toEqual(['given-proxy'])
  expect(family.held.map(({ id }) => id)).toEqual(['held-child'])
  expect(family.invitations.map(({ id }) => id)).toEqual(['open'])
})

it('what is in force stands first, and of what has ended only a few remain', () => {
  const ended = Array.from({ length: 9 }, (_, index) => mandate(`ended-${index}`, { state: 'revoked' }))
  const { given } = familyOf({ given: [...ended, mandate('in-force')], held: [], invitations: [] })
  expect(given[0]?.id).toBe('in-force')
  expect(given).toHaveLength(6)
})
