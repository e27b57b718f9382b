import { join } from 'node:path'
import { lintTags } from './lint-tags'
import { loadContent } from './load'

const { services } = loadContent(join(__dirname, '../../../content'))

function tagged(id: string, tags: string[]): string[] {
  const item = structuredClone(services.get(id))
  if (!item) throw new Error(`${id} is missing`)
  item.guide.tags = tags
  return lintTags(item)
}

test('an item carries the tags that its own form, promise, windows and visits say', () => {
  expect(tagged('unemployment-registration', [])).toEqual([
    'tags: lacks 网上办: it has an online form',
    'tags: lacks 就近办: a window of it is in every street'
  ])
  expect(tagged('human-resources-record', ['网上办'])).toEqual(['tags: lacks 马上办: it is promised at once'])
  expect(tagged('newborn-package', ['网上办', '就近办'])).toEqual(['tags: lacks 一次办: one form or one visit does it'])
})

test('no item promises by a tag what it does not do', () => {
  expect(tagged('water-connection', ['网上办', '马上办', '一次办'])).toEqual([
    'tags: has 马上办, but it is not promised at once',
    'tags: has 一次办, but neither one form nor one visit does it'
  ])
})
