import { asCallError } from '@/platform/call-error'
import type { DraftView } from './draft-view'

/** The line that tells how safe the text on the screen is. */
export function savingWords({ saving, failure, onPhone, base, conflicts }: DraftView): string {
  if (Object.keys(conflicts).length > 0) return '两台设备填得不一样，请先选一下'
  if (saving === 'saved') return base === null || base.revision === 0 ? '填写的内容会自动保存' : '已保存'
  if (!onPhone) return '手机存储空间不足，刚填的内容还没有保存'
  if (saving === 'waiting')
    return asCallError(failure).code === 'offline' ? '未联网，已存在手机上' : '暂时没有传上去，已存在手机上'
  return saving === 'opening' ? '正在打开草稿' : '正在保存'
}
