import { type Ask, type Driven, drive } from './drive'
import { median } from './numbers'
import type { ServerProcess } from './server-process'

export interface Side {
  server: ServerProcess
  asks: readonly Ask[]
}
interface Figures {
  perSecond: number
  /** processor time of the server per request; NaN where the system does not tell */
  cpuMicros: number
}

const CONNECTIONS = 32

async function measure({ server, asks }: Side, ms: number): Promise<Figures & { driven: Driven }> {
  const before = server.cpuSeconds()
  const driven = await drive(server.port, asks, CONNECTIONS, ms)
  if (driven.wrong > 0)
    throw new Error(`${driven.wrong} of ${driven.done} replies were wrong, the first: ${driven.firstWrong}`)
  const cpuMicros = ((server.cpuSeconds() - before) * 1e6) / driven.done
  return { perSecond: driven.done / driven.seconds, cpuMicros, driven }
}

/**
 * Measures two servers in turn (A B A B …) after a warm-up of both, so that whatever else the machine does meets both
 * alike. Throws when any reply was not what it must be.
 */
export async function inPairs(base: Side, other: Side, given: { pairs: number; ms: number; warmUpMs: number }) {
  await measure(base, given.warmUpMs)
  await measure(other, given.warmUpMs)
  const pairs: { base: Figures; other: Figures; ratio: number; cpuRatio: number }[] = []
  for (let i = 0; i < given.pairs; i += 1) {
    const a = await measure(base, given.ms)
    const b = await measure(other, given.ms)
    pairs.push({ base: a, other: b, ratio: b.perSecond / a.perSecond, cpuRatio: a.cpuMicros / b.cpuMicros })
  }
  const ratios = pairs.map(({ ratio }) => ratio)
  return {
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)] satisfies [number, number],
    cpuRatio: median(pairs.map(({ cpuRatio }) => cpuRatio)),
    base: middle(pairs.map((pair) => pair.base)),
    other: middle(pairs.map((pair) => pair.other))
  }
}

const middle = (figures: Figures[]): Figures => ({
  perSecond: median(figures.map(({ perSecond }) => perSecond)),
  cpuMicros: median(figures.map(({ cpuMicros }) => cpuMicros))
})
