import { join } from 'node:path'
import { loadContent } from '../../../bff/src/domains/content/load'
import { makeSearch, type Search } from '../../../bff/src/domains/services/search/make-search'
import { searchEntries } from '../../../bff/src/domains/services/search/search-entries'
import { bigCatalogue } from './catalogue'
import { labelledQueries } from './labelled'

/** Milliseconds one query takes in process: middle, one in a hundred, worst. */
export function measureSearch(search: Search, queries: readonly string[], rounds: number) {
  for (const query of queries) search.find(query, 10)
  const times: { query: string; ms: number }[] = []
  for (let round = 0; round < rounds; round++)
    for (const query of queries) {
      const start = performance.now()
      search.find(query, 10)
      times.push({ query, ms: performance.now() - start })
    }
  times.sort((a, b) => a.ms - b.ms)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  return { queries: times.length, p50: at(0.5)?.ms ?? 0, p99: at(0.99)?.ms ?? 0, worst: at(1) }
}

/** Run by hand: npx tsx test/load/search/speed.ts */
if (process.argv[1]?.endsWith('speed.ts')) {
  const shipped = searchEntries(loadContent(join(__dirname, '../../../bff/content')))
  const started = performance.now()
  const search = makeSearch(bigCatalogue(2000, shipped))
  const { wanted, nothing } = labelledQueries()
  const queries = [...wanted.map(({ query }) => query), ...nothing]
  console.log(`index of 2000 items: ${(performance.now() - started).toFixed(0)} ms`)
  console.log(measureSearch(search, queries, 5))
}
