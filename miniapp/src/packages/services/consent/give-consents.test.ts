import type { Consent, Sharing } from '@shared/contract/consents'
import { makeConsentGiver, notGiven } from './give-consents'

const sharing = (id: string): Sharing => ({
  id,
  version: '1',
  department: { id: 'rsj', name: '区人力社保局' },
  purpose: '办理灵活就业参保登记',
  fields: ['姓名', '身份证号码'],
  sensitive: true,
  days: 180,
  without: '不同意就不能在线提交。'
})
const consent = (given: Sharing): Consent => ({
  id: `consent-${given.id}`,
  sharing: given,
  givenAt: '2026-11-22T09:00:00+08:00',
  until: '2027-05-21',
  withdrawnAt: null,
  state: 'active'
})

/** A server that loses the answers it is told to lose; what it has taken in it remembers by key. */
function server(lost: string[]) {
  const given = new Map<string, string>()
  let keys = 0
  return {
    given,
    give: async (asked: Sharing, key: string) => {
      given.set(key, asked.id)
      if (lost.splice(lost.indexOf(asked.id), lost.includes(asked.id) ? 1 : 0).length > 0) throw new Error('offline')
      return consent(asked)
    },
    freshKey: () => `key-${++keys}`
  }
}

it('only what has not been agreed to is asked for', () => {
  const needed = [
    { sharing: sharing('to-platform'), given: true },
    { sharing: sharing('to-bureau'), given: false }
  ]
  expect(notGiven(needed).map(({ id }) => id)).toEqual(['to-bureau'])
})

it('pressing again after a dead network gives each consent once', async () => {
  const world = server(['to-bureau'])
  const give = makeConsentGiver(world)
  await expect(give([sharing('to-platform'), sharing('to-bureau')])).rejects.toThrow('offline')
  await give([sharing('to-bureau')])
  expect([...world.given.values()]).toEqual(['to-platform', 'to-bureau'])
})

it('agreeing again after a withdrawal is a new act', async () => {
  const world = server([])
  const give = makeConsentGiver(world)
  await give([sharing('to-bureau')])
  await give([sharing('to-bureau')])
  expect(world.given.size).toBe(2)
})
