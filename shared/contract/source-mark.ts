import type { Source } from './parts'

/**
 * What stands beside a fact on the screen: 示例 for what was made up so that the product can be tried, 待核 for what nobody
 * has held against the original yet, null for what was read.
 */
export function sourceMark(source: Source | null): '示例' | '待核' | null {
  if (!source || source.read) return null
  return source.title.startsWith('示例') || source.document.startsWith('示例') ? '示例' : '待核'
}
