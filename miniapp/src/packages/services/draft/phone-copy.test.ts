import fc from 'fast-check'
import { makePhoneCopy } from './phone-copy'

/** Writes finish when told, as encrypted storage may in any order. */
function slowPlace() {
  const waiting: (() => void)[] = []
  const done: unknown[] = []
  let overlapping = 0
  let most = 0
  return {
    place: {
      read: async () => done.at(-1),
      write: (value: unknown) => {
        overlapping += 1
        most = Math.max(most, overlapping)
        return new Promise<boolean>((resolve) =>
          waiting.push(() => {
            overlapping -= 1
            done.push(value)
            resolve(true)
          })
        )
      },
      drop: async () => {
        done.length = 0
      }
    },
    finishOne: () => waiting.shift()?.(),
    done,
    most: () => most
  }
}

it('the newest text is the one on the phone in the end, and two writes never run at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), async (moves) => {
      const slow = slowPlace()
      const copy = makePhoneCopy<number>(slow.place, () => undefined)
      let last = -1
      for (const [index, typing] of moves.entries()) {
        if (typing) {
          last = index
          copy.keep(index)
        } else {
          slow.finishOne()
          await Promise.resolve()
        }
      }
      if (last === -1) return
      const settled = copy.settled()
      for (let i = 0; i < moves.length; i += 1) {
        slow.finishOne()
        for (let turn = 0; turn < 4; turn += 1) await Promise.resolve()
      }
      await settled
      expect(slow.done.at(-1)).toBe(last)
      expect(slow.most()).toBeLessThanOrEqual(1)
    })
  )
})

it('what is forgotten stays forgotten, even if a write was on its way', async () => {
  const slow = slowPlace()
  const copy = makePhoneCopy<string>(slow.place, () => undefined)
  copy.keep('张三')
  const gone = copy.forget()
  copy.keep('李四')
  slow.finishOne()
  await gone
  expect(slow.done).toEqual([])
})
