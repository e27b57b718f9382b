import { capturedLog } from '../../../../test/support/captured-log'
import { runTickers } from './ticker'

const times = (wanted: number) => {
  let runs = 0
  let reached: () => void = () => undefined
  const done = new Promise<void>((resolve) => {
    reached = resolve
  })
  const run = async () => {
    runs += 1
    if (runs === wanted) reached()
  }
  return { run, done, runs: () => runs }
}

it('work comes back by itself, each at its own pace, and stops at once when asked', async () => {
  const quick = times(3)
  const slow = times(1)
  const { log } = capturedLog()
  const running = runTickers(log, [
    { name: 'quick', everyMs: 1, run: quick.run },
    { name: 'slow', everyMs: 3_600_000, run: slow.run }
  ])
  await Promise.all([quick.done, slow.done])
  await running.stop()
  const after = quick.runs()
  await new Promise((resolve) => setImmediate(resolve))
  expect([quick.runs(), slow.runs()]).toEqual([after, 1])
})

it('a run that fails is logged, and the next one comes all the same', async () => {
  const again = times(2)
  const log = capturedLog()
  const running = runTickers(log.log, [
    {
      name: 'chain',
      everyMs: 1,
      run: async () => {
        await again.run()
        if (again.runs() === 1) throw new Error('store away')
      }
    }
  ])
  await again.done
  await running.stop()
  // by name: the words of a database may quote what it was given
  expect(log.lines()[0]).toMatchObject({ event: 'ticker', job: 'chain', err: { name: 'Error' } })
  expect(log.text()).not.toContain('store away')
})
