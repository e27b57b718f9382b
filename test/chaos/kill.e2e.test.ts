import path from 'node:path'
import { root } from '../support/test-stores'
import { buildCarelessServer } from './careless-server'
import { killAfterSubmit, killRounds, newCitizen } from './kill-rounds'
import { startTwoProcesses } from './two-processes'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

test(`kill -9 of the server right after a 200 (SEED=${seed}): nothing acknowledged is lost, nothing happens twice`, async () => {
  const two = await startTwoProcesses()
  try {
    // the first start itself is killed in its middle, too
    await two.killDuringStart(900)
    await two.start()
    const { kills, findings } = await killRounds(two, 2, seed)
    expect(findings).toEqual([])
    expect(kills).toBe(6)
  } finally {
    await two.end()
  }
})

test('the proof bites: a server that answers before its commit loses an acknowledged case', async () => {
  const two = await startTwoProcesses(await buildCarelessServer(path.join(root, 'dist', 'chaos', 'careless.js')))
  try {
    await two.start()
    expect(await killAfterSubmit(two, await newCitizen(two))).toContain('an acknowledged case is there 0 times')
  } finally {
    await two.end()
  }
})
