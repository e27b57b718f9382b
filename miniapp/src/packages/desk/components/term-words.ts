import type { DeskCaseDetail } from '@shared/contract/desk-cases'
import { sourceMark } from '@shared/contract/source-mark'

/** Where the prefilled last day comes from. */
export function termWords({ certificate }: Pick<DeskCaseDetail, 'certificate'>): string {
  if (!certificate) return '证照写明有效期的必须填写；不填就是长期有效。'
  const { months, source } = certificate
  const mark = source ? sourceMark(source) : '待核'
  return `按“${source?.title ?? '事项设定'}”${mark ? `（${mark}）` : ''}，有效期 ${months} 个月。可以改；清空就是长期有效。`
}
