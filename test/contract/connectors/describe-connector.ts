import { type Bench, type ConnectorTarget, startBench } from './bench'
import { checksFor, runCheck } from './checks'

/** Holds a connector to everything in checks.ts, against a running department. */
export function describeConnector(target: ConnectorTarget): void {
  describe(`the ${target.name} connector`, () => {
    let bench: Bench
    beforeAll(async () => {
      bench = await startBench(target)
    })
    afterAll(() => bench.close())

    it.each(checksFor(target).map((check) => [check.name, check] as const))('%s', (_name, check) =>
      runCheck(check, bench)
    )
  })
}
