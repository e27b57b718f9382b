import { rmSync } from 'node:fs'
import { PRODUCT, say } from './compare-me'
import { type Ask, pace } from './drive'
import { keepReading, makeRelatives } from './ledger-reads'
import { median, quantile, rounded } from './numbers'
import { type Departments, logOf, settingsFrom } from './real-settings'
import { madePeople, seedPeople } from './seed-people'
import { type ServerProcess, startServer } from './server-process'
import { checksOf, interleaved, mixOf, signInsOf, wechatOf } from './sign-in-load'

// What sign-ins do to everybody else: 300 requests a second of other citizens, alone and beside 50 sign-ins a second by
// WeChat (one in ten for the first time) and 5 checks of name and ID number by the public security bureau. While they are
// alone, as many requests go to the sandbox, which shares the core of the load: only the product's own work differs.

const PAIRS = 5
export const BAR_P99 = 1.2
export const RATES = { mix: 300, signIns: 50, checks: 5 }
const SECONDS = 10
/** Of ten who sign in, one has never been here. */
const NEW_ONE_IN = 10
const CONNECTIONS = { mix: 8, signIns: 16 }

/** People of the register by what they do here. */
const perRun = RATES.signIns * SECONDS
const RETURNING = madePeople(0, 500)
const NEW = madePeople(1000, (PAIRS + 1) * Math.ceil(perRun / NEW_ONE_IN))
const CHECKED = madePeople(2000, (PAIRS + 1) * RATES.checks * SECONDS)
/** Each asks 1.5 times a second, as somebody who turns pages. */
const NAMED = madePeople(4000, 200)

/** Everybody the sandbox has to know. */
export const KNOWN_PEOPLE = [...RETURNING, ...NEW, ...CHECKED]

interface Measured {
  p50: number
  p99: number
  signInP99: number
  /** processor time of the server, seconds */
  cpu: number
}

/** One run of the mix and of what else is asked meanwhile; throws when an answer was wrong. */
async function measure(
  product: ServerProcess,
  mix: Ask[],
  { port, asks }: { port: number; asks: Ask[] }
): Promise<Measured> {
  const before = product.cpuSeconds()
  const [others, beside] = await Promise.all([
    pace(product.port, mix, CONNECTIONS.mix, RATES.mix),
    pace(port, asks, CONNECTIONS.signIns, RATES.signIns + RATES.checks)
  ])
  for (const [what, { wrong, firstWrong }] of Object.entries({ others, beside }))
    if (wrong > 0) throw new Error(`${wrong} wrong answers (${what}), the first: ${firstWrong}`)
  return {
    p50: quantile(others.ms, 0.5),
    p99: quantile(others.ms, 0.99),
    signInP99: quantile(beside.ms, 0.99),
    cpu: product.cpuSeconds() - before
  }
}

/** A: the mix alone. B: the mix and the sign-ins. A B A B … `more`: settings of the stores. */
export async function signInPairs(departments: Departments, more: Record<string, string>) {
  // sign-ins are counted by address: everybody comes with their own, as behind a proxy of ours
  const env = settingsFrom(departments, { TRUST_PROXY: 'true', ...more })
  const seeded = await seedPeople(env, { named: NAMED, unnamed: CHECKED })
  const product = await startServer(PRODUCT, { env, log: logOf(env) })
  const relatives = await makeRelatives(product, departments.url)
  const mix = mixOf(product.port, seeded.named, RATES.mix * SECONDS)
  const returning = Array.from({ length: perRun }, (_, i) => RETURNING[i % RETURNING.length])
  const peopleOf = (run: number) =>
    returning.flatMap((one, i) => {
      const fresh = i % NEW_ONE_IN === 0 ? NEW[(run * perRun + i) / NEW_ONE_IN] : one
      return fresh ? [fresh] : []
    })
  const checked = CHECKED.flatMap((person, i) => {
    const signedIn = seeded.unnamed[i]
    return signedIn ? [{ person, signedIn }] : []
  })
  const signInsOfRun = async (run: number) => {
    const few = checked.slice(run * RATES.checks * SECONDS, (run + 1) * RATES.checks * SECONDS)
    const many = await signInsOf(product.port, departments.url, peopleOf(run))
    return { port: product.port, asks: interleaved(many, checksOf(product.port, few), RATES.signIns / RATES.checks) }
  }
  const calls = Array.from({ length: (RATES.signIns + RATES.checks) * SECONDS }, (_, i) => i)
  const phones = calls.flatMap((i) => RETURNING[i % RETURNING.length] ?? [])
  const alone = { port: Number(new URL(departments.url).port), asks: wechatOf(departments.url, phones) }
  const stopReading = keepReading(product, departments.url, relatives)
  const everybodyOnce = { port: product.port, asks: await signInsOf(product.port, departments.url, RETURNING) }
  for (const one of [everybodyOnce, await signInsOfRun(0)]) await measure(product, mix, one)
  const pairs: { alone: Measured; beside: Measured }[] = []
  for (let run = 1; run <= PAIRS; run += 1) {
    const signIns = await signInsOfRun(run)
    pairs.push({ alone: await measure(product, mix, alone), beside: await measure(product, mix, signIns) })
  }
  await stopReading()
  await product.stop()
  rmSync(env.DATA_DIR ?? '', { recursive: true, force: true })
  return pairs
}
type Pairs = Awaited<ReturnType<typeof signInPairs>>

export function tellPairs(title: string, pairs: Pairs) {
  const ratios = pairs.map(({ alone, beside }) => beside.p99 / alone.p99)
  const middle = (of: (pair: Pairs[number]) => number) => median(pairs.map(of))
  const cpuMs = (middle(({ alone, beside }) => beside.cpu - alone.cpu) * 1000) / perRun
  const busy = (of: (pair: Pairs[number]) => Measured) => rounded(middle((pair) => of(pair).cpu) / SECONDS, 3)
  say(
    `\n${RATES.mix} requests/s of others, alone and beside ${RATES.signIns} sign-ins/s, ${RATES.checks} checks/s; ${title}`
  )
  say('                       p50 ms   p99 ms  (medians of the runs)')
  for (const side of ['alone', 'beside'] as const)
    say(
      `${(side === 'alone' ? 'alone' : 'beside sign-ins').padEnd(20)}${middle((pair) => pair[side].p50)
        .toFixed(2)
        .padStart(9)}${middle((pair) => pair[side].p99)
        .toFixed(2)
        .padStart(9)}`
    )
  say(`p99 of pairs: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}; bar ${BAR_P99}`)
  say(
    `sign-ins: p99 ${middle(({ beside }) => beside.signInP99).toFixed(1)} ms, ${cpuMs.toFixed(2)} ms of processor time`
  )
  return {
    ratio: rounded(median(ratios), 3),
    spread: [rounded(Math.min(...ratios), 3), rounded(Math.max(...ratios), 3)],
    p99Ms: {
      alone: rounded(
        middle(({ alone }) => alone.p99),
        2
      ),
      beside: rounded(
        middle(({ beside }) => beside.p99),
        2
      )
    },
    p50Ms: {
      alone: rounded(
        middle(({ alone }) => alone.p50),
        2
      ),
      beside: rounded(
        middle(({ beside }) => beside.p50),
        2
      )
    },
    signInP99Ms: rounded(
      middle(({ beside }) => beside.signInP99),
      1
    ),
    signInCpuMs: rounded(cpuMs, 2),
    /** share of one core the server was busy */
    busy: { alone: busy((pair) => pair.alone), beside: busy((pair) => pair.beside) }
  }
}
