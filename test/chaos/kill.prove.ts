import { killRounds } from './kill-rounds'
import { startTwoProcesses } from './two-processes'

// npm run prove -- kill [SEED]: 60 kills (kill -9 of the real server process, not crash points), 20 of each kind.

const EACH = 20
const seed = Number(process.argv[2] ?? Date.now() % 1_000_000)

async function prove() {
  const began = Date.now()
  const two = await startTwoProcesses()
  try {
    await two.killDuringStart(900)
    await two.start()
    process.stdout.write(`kill -9 of the server, ${EACH} each after a submit, a draft save, a callback; seed ${seed}\n`)
    const { kills, findings } = await killRounds(two, EACH, seed)
    for (const finding of findings) process.stdout.write(`${finding}\n`)
    const pass = findings.length === 0 && kills === 3 * EACH
    const line = {
      name: 'kill',
      date: new Date().toISOString(),
      commit: process.env.GIT_COMMIT ?? 'unknown',
      seed,
      kind: 'kill -9 of the server process right after the 200; one more in the middle of the first start',
      kills: kills + 1,
      lost_or_doubled: findings.length,
      seconds: Math.round((Date.now() - began) / 1000),
      pass
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    process.exitCode = pass ? 0 : 1
  } finally {
    await two.end()
  }
}

prove().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
