import { join } from 'node:path'
import { loadContent } from '../../../bff/src/domains/content/load'
import { makeSearch, type Search } from '../../../bff/src/domains/services/search/make-search'
import { searchEntries } from '../../../bff/src/domains/services/search/search-entries'
import { bigCatalogue } from './catalogue'
import { labelledQueries } from './labelled'
import { measureSearch } from './speed'

const shipped = searchEntries(loadContent(join(__dirname, '../../../bff/content')))
const { wanted, nothing } = labelledQueries()
const catalogues: [string, Search][] = [
  [`the ${shipped.length} shipped items`, makeSearch(shipped)],
  ['2,000 items', makeSearch(bigCatalogue(2000, shipped))]
]

const missed = (search: Search): string[] =>
  wanted.flatMap(({ query, id, kind }) => {
    const first = search.find(query, 3)
    return first.includes(id) ? [] : [`${kind} ${query}: wanted ${id}, got ${first.join(', ') || 'nothing'}`]
  })

describe.each(catalogues)('A citizen who searches among %s', (_, search) => {
  it('has the right item in the first three for at least 95 of 100 labelled queries', () => {
    const misses = missed(search)
    console.log(`${wanted.length - misses.length} of ${wanted.length} found\n${misses.join('\n')}`)
    expect(1 - misses.length / wanted.length).toBeGreaterThanOrEqual(0.95)
  })

  it('is not shown anything for words that mean none of them', () => {
    expect(nothing.filter((query) => search.find(query, 10).length > 0)).toEqual([])
  })

  it('gets the same answer to the same query, also from a search built anew in another order', () => {
    const again = makeSearch([...shipped].reverse())
    const before = makeSearch(shipped)
    for (const { query } of wanted) expect(again.find(query, 10)).toEqual(before.find(query, 10))
    for (const { query } of wanted) expect(search.find(query, 10)).toEqual(search.find(query, 10))
  })
})

it('Half of all queries among 2,000 items are answered within 2 ms even on a busy machine', () => {
  const search = makeSearch(bigCatalogue(2000, shipped))
  const queries = wanted.map(({ query }) => query)
  expect(measureSearch(search, queries, 1).p50).toBeLessThan(2)
})
