import { askTogether } from './ask-together'

const doubled = (asked: string[][]) => async (keys: string[]) => {
  asked.push(keys)
  return new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, `${key}${key}`]))
}

test('callers of one moment share a question, and each gets the answer to its own key', async () => {
  const asked: string[][] = []
  const ask = askTogether(doubled(asked))
  expect(await Promise.all(['a', 'b', 'a', 'unknown'].map(ask))).toEqual(['aa', 'bb', 'aa', null])
  expect(asked).toEqual([['a', 'b', 'unknown']])
})

test('a caller of a later moment asks anew', async () => {
  const asked: string[][] = []
  const ask = askTogether(doubled(asked))
  await ask('a')
  await ask('a')
  expect(asked).toEqual([['a'], ['a']])
})

test('a crowd is split into questions of 500 keys, nobody is left out', async () => {
  const asked: string[][] = []
  const ask = askTogether(doubled(asked))
  const keys = Array.from({ length: 1201 }, (_, i) => `k${i}`)
  expect(await Promise.all(keys.map(ask))).toEqual(keys.map((key) => `${key}${key}`))
  expect(asked.map((one) => one.length)).toEqual([500, 500, 201])
})

test('when the store is away every caller of that moment is told, the next one is not held responsible', async () => {
  let away = true
  const ask = askTogether(async (keys) => {
    if (away) throw new Error('away')
    return new Map(keys.map((key) => [key, true]))
  })
  const both = await Promise.allSettled([ask('a'), ask('b')])
  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected'])
  away = false
  expect(await ask('a')).toBe(true)
})
