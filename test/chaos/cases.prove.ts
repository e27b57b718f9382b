import fc from 'fast-check'
import { history, play } from '../support/case-histories'
import { makeDeskGround } from '../support/desk-ground'
import { openTestDb } from '../support/test-stores'

// npm run prove -- cases [HISTORIES] [SEED]: 10,000 random histories of applicant, clerks, clock and crash points over a
// real store: no lost or doubled case, no illegal step, every open case has an owner and a deadline.

const times = Number(process.argv[2] ?? 10_000)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)

async function prove() {
  const began = Date.now()
  const db = await openTestDb()
  try {
    const ground = await makeDeskGround(db)
    const broken: string[] = []
    const played = await fc.check(
      fc.asyncProperty(history, async (told) => {
        const problems = await play(ground, told)
        broken.push(...problems)
        return problems.length === 0
      }),
      { numRuns: times, seed }
    )
    if (played.failed) process.stdout.write(`${JSON.stringify(played.counterexample)}\n${broken.join('\n')}\n`)
    const line = {
      name: 'cases',
      date: new Date().toISOString(),
      commit: process.env.GIT_COMMIT ?? 'unknown',
      store: db.kind,
      seed,
      histories: played.numRuns,
      broken: broken.length,
      seconds: Math.round((Date.now() - began) / 1000),
      pass: !played.failed
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    process.exitCode = played.failed ? 1 : 0
  } finally {
    await db.close()
  }
}

prove().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
