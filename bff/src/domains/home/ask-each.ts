import type { Log } from '../../platform/log/log'
import { safeError } from '../../platform/log/safe-error'

/** Asks every source at once; one that fails is named in `missing` and logged, the answers of the others stay in order. */
export async function askEach<S extends { label: string }, A>(log: Log, sources: S[], ask: (source: S) => Promise<A>) {
  const asked = await Promise.allSettled(sources.map(ask))
  const answers: { source: S; answer: A }[] = []
  const missing: string[] = []
  sources.forEach((source, i) => {
    const one = asked[i]
    if (one?.status === 'fulfilled') answers.push({ source, answer: one.value })
    else {
      missing.push(source.label)
      log.error({ event: 'home-source-failed', source: source.label, err: safeError(one?.reason) })
    }
  })
  return { answers, missing }
}
