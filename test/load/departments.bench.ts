import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as z from 'zod'
import { freshSecrets } from '../support/sandbox-secrets'
import { PRODUCT, say } from './compare-me'
import { bindingsOf, codesOf, type Known, readyDrafts, slowChecksOf, submitsOf, type Tally } from './department-load'
import { type Ask, pace } from './drive'
import { finish, machineLine } from './finish'
import { writeRegister } from './made-people'
import { median, quantile, rounded } from './numbers'
import { logOf, settingsFrom } from './real-settings'
import { startSandboxProcess } from './sandbox-process'
import { madePeople, seedPeople } from './seed-people'
import { pinSelf, type ServerProcess, startServer } from './server-process'
import { mixOf, signInsOf } from './sign-in-load'

// npm run bench -- departments: five departments (acceptance platform, public security, SMS gateway, market regulation,
// WeChat). With the platform down and public security slow, what do all other services notice? The same requests with
// every department well and with those two ill, in turn (A B B A …). Submits go on all the time.

const PAIRS = 5
const SECONDS = 20
/** requests a second */
const RATES = { mix: 100, codes: 2, bindings: 2, signIns: 2, checks: 2, submits: 2 }
const BAR = { ratio: 1.2, moreMs: 10, deliveredMs: 5 * 60_000 }
const RUNS = 2 * PAIRS + 1
const SLOW_MS = 8_000

const perRun = (rate: number) => rate * SECONDS
const MIX = madePeople(4000, 100)
const CODES = madePeople(0, RUNS * perRun(RATES.codes))
const BINDING = madePeople(1000, RUNS * perRun(RATES.bindings))
const CHECKED = madePeople(2000, RUNS * perRun(RATES.checks))
const APPLICANTS = madePeople(3000, RUNS * perRun(RATES.submits))
const WECHAT = madePeople(5000, 50)

const platformCases = z.object({ cases: z.array(z.object({ outerId: z.string() })) })

interface Measured {
  /** of everything that asks neither of the two ill departments, and of the parts of it that ask a department */
  p95: number
  departmentsP95: number
}

/** Who stands for what in a setting; nobody acts for an enterprise. */
async function seedAll(env: Record<string, string>) {
  const alone = <T extends { me: { capacity: { kind: string } } }>(list: readonly T[]) =>
    list.filter(({ me }) => me.capacity.kind === 'self')
  const { named, unnamed } = await seedPeople(env, { named: [...MIX, ...BINDING, ...APPLICANTS], unnamed: CHECKED })
  const known = (people: typeof MIX, from: number): Known[] =>
    people.flatMap((person, i) => {
      const signedIn = named[from + i]
      return signedIn && signedIn.me.capacity.kind === 'self' ? [{ person, signedIn }] : []
    })
  return {
    mix: alone(named.slice(0, MIX.length)),
    binding: known(BINDING, MIX.length),
    applicants: known(APPLICANTS, MIX.length + BINDING.length),
    checked: CHECKED.flatMap((person, i) => (unnamed[i] ? [{ person, signedIn: unnamed[i] }] : []))
  }
}

const part = <T>(list: readonly T[], run: number): T[] => {
  const size = Math.floor(list.length / RUNS)
  return list.slice(run * size, (run + 1) * size)
}

const orderAt = (sandboxUrl: string) => async (system: string, fault: string) => {
  const reply = await fetch(`${sandboxUrl}/control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ system, fault, slowMs: SLOW_MS })
  })
  if (!reply.ok) throw new Error(`the sandbox did not take the order: ${reply.status}`)
}

/** Milliseconds until the platform has every case. */
async function untilDelivered(sandboxUrl: string, accepted: ReadonlySet<string>): Promise<number> {
  const started = performance.now()
  for (;;) {
    const { cases } = platformCases.parse(await (await fetch(`${sandboxUrl}/ykb/desk/api/cases`)).json())
    const there = new Set(cases.map(({ outerId }) => outerId))
    const waited = performance.now() - started
    if ([...accepted].every((id) => there.has(id))) return waited
    if (waited > 2 * BAR.deliveredMs) return Number.POSITIVE_INFINITY
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

interface Load {
  mix: Ask[]
  departments: Ask[]
  checks: Ask[]
  submits: Ask[]
}

async function measure({ port }: ServerProcess, load: Load): Promise<Measured> {
  const others = RATES.codes + RATES.bindings + RATES.signIns
  const [mix, departments] = await Promise.all([
    pace(port, load.mix, 8, RATES.mix),
    pace(port, load.departments, 4, others),
    // slow ones hold their connection: as many as can be under way at once
    pace(port, load.checks, 32, RATES.checks),
    pace(port, load.submits, 4, RATES.submits)
  ])
  for (const { wrong, firstWrong } of [mix, departments])
    if (wrong > 0) throw new Error(`${wrong} wrong answers of other services, the first: ${firstWrong}`)
  return { p95: quantile([...mix.ms, ...departments.ms], 0.95), departmentsP95: quantile(departments.ms, 0.95) }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-load-'))
  const secrets = freshSecrets()
  say(`${pinSelf()}; ${machineLine()}`)
  const sandbox = await startSandboxProcess(secrets, writeRegister(folder, [...CHECKED, ...WECHAT]))
  const env = settingsFrom({ secrets, url: sandbox.url }, { TRUST_PROXY: 'true', RATE_SCALE: '100' })
  const people = await seedAll(env)
  const product = await startServer(PRODUCT, { env, log: logOf(env) })
  const drafts = await readyDrafts(product, sandbox.url, people.applicants)
  say(`${drafts.length} applications ready to be handed in; ${PAIRS} pairs of ${SECONDS} s`)
  const order = orderAt(sandbox.url)
  const accepted = new Set<string>()
  const refused: Tally = new Map()
  const checks = { well: new Map<number, number>(), ill: new Map<number, number>() }

  const loadOf = async (run: number, tally: Tally): Promise<Load> => {
    const asks = [
      codesOf(product.port, part(CODES, run)),
      bindingsOf(product.port, part(people.binding, run)),
      await signInsOf(product.port, sandbox.url, WECHAT.slice(0, perRun(RATES.signIns)))
    ]
    return {
      mix: mixOf(product.port, people.mix, perRun(RATES.mix)),
      departments: Array.from({ length: Math.max(...asks.map(({ length }) => length)) }, (_, i) =>
        asks.flatMap((list) => list[i] ?? [])
      ).flat(),
      checks: slowChecksOf(product.port, part(people.checked, run), tally),
      submits: submitsOf(product.port, part(drafts, run), accepted, refused)
    }
  }

  await measure(product, await loadOf(0, new Map()))
  const pairs: { well: Measured; ill: Measured; deliveredMs: number }[] = []
  const inHealth = async (run: number) => {
    const well = await measure(product, await loadOf(run, checks.well))
    await untilDelivered(sandbox.url, accepted)
    return well
  }
  const withTwoIll = async (run: number) => {
    const load = await loadOf(run, checks.ill)
    await order('ykb', 'down')
    await order('gaj', 'slow')
    const ill = await measure(product, load)
    await order('ykb', 'none')
    await order('gaj', 'none')
    return { ill, deliveredMs: await untilDelivered(sandbox.url, accepted) }
  }
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const [first, second] = [2 * pair + 1, 2 * pair + 2]
    // A B B A …: a machine that grows slower meets both alike
    const early = pair % 2 === 0 ? await inHealth(first) : null
    const { ill, deliveredMs } = await withTwoIll(early ? second : first)
    const well = early ?? (await inHealth(second))
    pairs.push({ well, ill, deliveredMs })
    say(
      `pair ${pair + 1}: p95 ${well.p95.toFixed(2)} ms well, ${ill.p95.toFixed(2)} ms with two ill; of those that ask a department ${well.departmentsP95.toFixed(2)} and ${ill.departmentsP95.toFixed(2)}; all delivered ${(deliveredMs / 1000).toFixed(1)} s after recovery`
    )
  }
  await product.stop()
  await sandbox.stop()
  for (const one of [folder, env.DATA_DIR ?? '']) rmSync(one, { recursive: true, force: true })

  const ratios = pairs.map(({ well, ill }) => ill.p95 / well.p95)
  const more = median(pairs.map(({ well, ill }) => ill.p95 - well.p95))
  const slowest = Math.max(...pairs.map(({ deliveredMs }) => deliveredMs))
  const refusals = [...refused.values()].reduce((sum, one) => sum + one, 0)
  const tally = (of: Tally) => Object.fromEntries([...of].map(([status, count]) => [String(status), count]))
  say(
    `checks by public security: well ${JSON.stringify(tally(checks.well))}, slow ${JSON.stringify(tally(checks.ill))}`
  )
  say(`\nat the end: ${machineLine()}`)
  finish({
    name: 'departments',
    bar: `with one of five departments down and one slow, p95 of other services ≤ ${BAR.ratio} × and ≤ ${BAR.moreMs} ms more (median of ${PAIRS} pairs); every submit accepted; all delivered ≤ 5 min after recovery`,
    ratio: rounded(median(ratios), 3),
    spread: [rounded(Math.min(...ratios), 3), rounded(Math.max(...ratios), 3)],
    pass: median(ratios) <= BAR.ratio && more <= BAR.moreMs && refusals === 0 && slowest <= BAR.deliveredMs,
    details: {
      p95Ms: {
        well: rounded(median(pairs.map(({ well }) => well.p95)), 2),
        ill: rounded(median(pairs.map(({ ill }) => ill.p95)), 2)
      },
      departmentsP95Ms: {
        well: rounded(median(pairs.map(({ well }) => well.departmentsP95)), 2),
        ill: rounded(median(pairs.map(({ ill }) => ill.departmentsP95)), 2)
      },
      moreMs: rounded(more, 2),
      submits: { accepted: accepted.size, refused: refusals },
      deliveredSeconds: pairs.map(({ deliveredMs }) => rounded(deliveredMs / 1000, 1))
    }
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
})
