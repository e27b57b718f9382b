import { askedOf, emptyInvitation, lastDay, wrongIn } from './invitation-form'

const today = '2026-11-22'

it('an invitation can be sent as it opens: 办事, thirty days for a relative, a year for an agent', () => {
  for (const kind of ['proxy', 'agent'] as const) expect(wrongIn(kind, emptyInvitation(kind, today), today)).toEqual({})
  expect(emptyInvitation('proxy', today).until).toBe('2026-12-22')
  expect(emptyInvitation('agent', today).until).toBe('2027-11-22')
})

it('a relative may be entrusted for ninety days and not one more, an agent for two years', () => {
  const until = (kind: 'proxy' | 'agent', day: string) =>
    wrongIn(kind, { ...emptyInvitation(kind, today), until: day }, today).until
  expect(lastDay('proxy', today)).toBe('2027-02-20')
  expect(until('proxy', '2027-02-20')).toBeUndefined()
  expect(until('proxy', '2027-02-21')).toBe('亲情代办最长 90 天。')
  expect(until('agent', lastDay('agent', today))).toBeUndefined()
  expect(until('agent', '2028-11-22')).toBe('经办人的授权最长两年。')
  expect(until('proxy', '2026-11-21')).toBe('结束日期不能早于今天。')
  expect(until('proxy', '')).toBe('请选择到哪一天为止。')
})

it('whoever limits 办事 to some items must name one, and names nothing for the rest', () => {
  const some = { ...emptyInvitation('proxy', today), everyService: false }
  expect(wrongIn('proxy', some, today)).toEqual({ serviceIds: '请至少选一个事项。' })
  expect(wrongIn('proxy', { ...some, domains: [] }, today)).toEqual({ domains: '请至少选一项。' })
  const named = { ...some, serviceIds: ['flexible-enrolment'] }
  expect(askedOf('proxy', named, undefined).scope).toEqual({
    domains: ['services'],
    serviceIds: ['flexible-enrolment']
  })
  expect(askedOf('proxy', { ...named, domains: ['parking'] }, undefined).scope.serviceIds).toBeNull()
})

it('only an agent is invited for an enterprise', () => {
  expect(askedOf('agent', emptyInvitation('agent', today), 'ent-00000001')).toMatchObject({
    kind: 'agent',
    enterpriseId: 'ent-00000001'
  })
  expect(askedOf('proxy', emptyInvitation('proxy', today), undefined)).not.toHaveProperty('enterpriseId')
})
