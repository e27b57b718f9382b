import { REPLAYS, replay } from '../safety/replays'
import { startProduct } from '../support/start-product'

// npm run prove -- replay [TIMES]: everything that is good once, presented 10,000 times more over all kinds together.

const times = Number(process.argv[2] ?? 10_000)

async function prove() {
  const began = Date.now()
  const product = await startProduct()
  try {
    const kinds = Object.entries(REPLAYS)
    const each = Math.ceil(times / kinds.length)
    const findings: string[] = []
    let firstUses = 0
    let accepted = 0
    for (const [what, prepare] of kinds) {
      const uses = await replay(product, prepare, each)
      firstUses += Math.min(uses, 1)
      accepted += Math.max(uses - 1, 0)
      if (uses !== 1) findings.push(`${what}: accepted ${uses} times instead of once`)
      process.stdout.write(`${what}: ${each} replays, ${Math.max(uses - 1, 0)} accepted\n`)
    }
    for (const finding of findings) process.stdout.write(`${finding}\n`)
    const pass = findings.length === 0
    const line = {
      name: 'replay',
      date: new Date().toISOString(),
      commit: process.env.GIT_COMMIT ?? 'unknown',
      store: product.stores.db.kind,
      kinds: kinds.length,
      replays: each * kinds.length,
      first_uses_accepted: firstUses,
      accepted,
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
