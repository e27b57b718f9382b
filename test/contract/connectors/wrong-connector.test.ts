import { startBench } from './bench'
import { checksFor, runCheck } from './checks'
import { wrongConnectors } from './wrong-connector'

// each walks through the whole suite, and some mistakes show only by waiting
describe('the suite notices a connector that', () => {
  it.each(wrongConnectors.map((wrong) => [wrong.mistake, wrong] as const))('%s', async (_mistake, wrong) => {
    const bench = await startBench(wrong.target)
    const failed: string[] = []
    try {
      for (const check of checksFor(wrong.target)) {
        await runCheck(check, bench).catch(() => failed.push(check.name))
      }
    } finally {
      await bench.close()
    }
    expect(failed).toEqual(wrong.noticedBy)
  })
})
