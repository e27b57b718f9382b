import { CallError } from '@/platform/call-error'
import Taro from '../../test-mocks/taro'
import { finishStepUp, giveStepUpUp, neededFor, stepUp, withLevel } from './step-up'

const refused = (needed: string) =>
  new CallError({ code: 'level_required', status: 403, message: '办理这件事需要先完成身份核验。', fields: { needed } })
const stale = new CallError({ code: 'fresh_check_required', status: 403, message: '请先再次验证是您本人。' })

/** The pages the person was led to, in order. */
const ledTo = () => {
  const addresses: string[] = []
  jest.spyOn(Taro, 'navigateTo').mockImplementation(async (given?: { url: string }) => {
    addresses.push(given?.url ?? '')
    return { errMsg: 'ok' }
  })
  return addresses
}
/** An act that is refused with each of these in turn, and then goes through. */
const act = (refusals: CallError[]) => {
  let tries = 0
  return {
    tries: () => tries,
    work: async () => {
      tries += 1
      const refusal = refusals.shift()
      if (refusal) throw refusal
      return 'done'
    }
  }
}
const soon = () => new Promise((resolve) => setTimeout(resolve))

test('a citizen without real name is led there, and what they wanted to do is done once they are back', async () => {
  const addresses = ledTo()
  const { work, tries } = act([refused('real-name')])
  const outcome = withLevel(work)
  await soon()
  expect(addresses).toEqual([
    '/packages/identity/pages/step-up/index?needed=real-name&returnTo=%2Fpages%2Fmine%2Findex'
  ])
  await finishStepUp('/pages/mine/index')
  await expect(outcome).resolves.toBe('done')
  expect(tries()).toBe(2)
})

test('a level and then a fresh check are asked one after the other', async () => {
  const addresses = ledTo()
  const outcome = withLevel(act([refused('phone'), stale]).work)
  await soon()
  await finishStepUp('/pages/mine/index')
  await soon()
  await finishStepUp('/pages/mine/index')
  await expect(outcome).resolves.toBe('done')
  expect(addresses.map((address) => /needed=([a-z-]+)/.exec(address)?.[1])).toEqual(['phone', 'fresh'])
})

test('whoever turns back is told why the act was not done, and it is not tried again', async () => {
  ledTo()
  const { work, tries } = act([refused('face')])
  const outcome = withLevel(work)
  await soon()
  giveStepUpUp()
  await expect(outcome).rejects.toMatchObject({ code: 'level_required' })
  expect(tries()).toBe(1)
})

test('a server that goes on asking for what was proved does not send anybody round in circles', async () => {
  const addresses = ledTo()
  const outcome = withLevel(act([refused('phone'), refused('phone')]).work)
  await soon()
  await finishStepUp('/pages/mine/index')
  await expect(outcome).rejects.toMatchObject({ code: 'level_required' })
  expect(addresses).toHaveLength(1)
})

test('two acts that need the same proof at once lead the person to one page', async () => {
  const addresses = ledTo()
  const both = Promise.all([stepUp('fresh'), stepUp('fresh')])
  await soon()
  await finishStepUp('/pages/mine/index')
  await expect(both).resolves.toEqual([true, true])
  expect(addresses).toHaveLength(1)
})

test('only a missing level or a fresh check is a matter of stepping up', () => {
  expect(neededFor(new CallError({ code: 'forbidden', status: 403, message: '…' }))).toBeUndefined()
  expect(neededFor(refused('staff:audit'))).toBeUndefined()
  expect(neededFor(stale)).toBe('fresh')
})
