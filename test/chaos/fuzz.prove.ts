import { fuzz } from '../safety/fuzz'
import { capturedLog } from '../support/captured-log'
import { startProduct } from '../support/start-product'

// npm run prove -- fuzz [TIMES] [SEED]: 20,000 malformed bodies, headers, queries and paths over all routes.

const times = Number(process.argv[2] ?? 20_000)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
/** MiB of heap the second to the fifth part may need more than the first. */
const MOST_GROWTH_MB = 40

async function prove() {
  const began = Date.now()
  const log = capturedLog()
  const product = await startProduct({ log: log.log })
  try {
    process.stdout.write(`${times} malformed requests, seed ${seed}\n`)
    const { findings, statuses, slowestMs, grownMb } = await fuzz(product, log, times, seed)
    for (const finding of findings) process.stdout.write(`${finding}\n`)
    const pass = findings.length === 0 && grownMb < MOST_GROWTH_MB
    const line = {
      name: 'fuzz',
      date: new Date().toISOString(),
      commit: process.env.GIT_COMMIT ?? 'unknown',
      store: product.stores.db.kind,
      seed,
      requests: times,
      statuses,
      findings: findings.length,
      slowest_ms: Math.round(slowestMs),
      heap_growth_mb: grownMb,
      seconds: Math.round((Date.now() - began) / 1000),
      pass
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    process.exitCode = pass ? 0 : 1
  } finally {
    await product.close()
  }
}

prove().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
