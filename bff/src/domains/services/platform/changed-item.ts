import { isMap, parseDocument } from 'yaml'
import type { ItemDifference, SeenItem } from './compare-items'

/** The key under which a changed text names the directory as its source. */
const SOURCE = 'ykbDirectory'

/** The keys of sources that something in the text still refers to. */
function citedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(citedIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'from' && typeof inner === 'string' ? [inner] : citedIn(inner)
  )
}

/**
 * The text of an item with what the platform's directory says in its place: name of the item there, promise, a pause
 * when it takes no applications any more. Comments and the order of the file stay. A text nobody can read throws.
 */
export function changedItem(text: string, difference: ItemDifference, item: SeenItem): string {
  const doc = parseDocument(text)
  const [broken] = doc.errors
  if (broken) throw broken
  for (const { kind } of difference.changes) {
    if (kind === 'renamed') doc.setIn(['acceptance', 'itemName'], item.itemName)
    if (kind === 'withdrawn') doc.setIn(['open'], { paused: { reason: '渝快办已经停止受理这个事项。' } })
    if (kind !== 'promise' || item.promiseDays === null) continue
    doc.setIn(['promise'], { value: { days: item.promiseDays, unit: 'working-days' }, from: SOURCE })
    const document = `事项编码 ${item.itemCode} 第 ${item.version} 版`
    doc.setIn(['sources', SOURCE], { title: '渝快办事项目录', document, read: false })
  }
  const cited = new Set(citedIn(doc.toJS()))
  const sources = doc.get('sources')
  if (isMap(sources)) for (const { key } of [...sources.items]) if (!cited.has(String(key))) sources.delete(key)
  return doc.toString({ lineWidth: 0, flowCollectionPadding: true })
}
