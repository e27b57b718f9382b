import { type Answer, checkAnswer, type Field } from '@shared/contract/form'
import type { CivilDate } from '@shared/values/civil-date'
import { dateWords } from '@/kit/when/when'

const nothing = '未填写'
const labelOf = (options: { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value

/**
 * One answer as 核对 shows it and as it will be handed in on `today`: labels for codes, file names for ids, 未填写 for
 * nothing.
 */
export function answerWords(
  field: Field,
  answer: Answer | undefined,
  files: { id: string; name: string }[],
  today: CivilDate
): string {
  if (field.kind === 'agreement') return answer === true ? '已同意' : '未同意'
  if (Array.isArray(answer)) {
    if (answer.length === 0) return nothing
    if (field.kind === 'upload')
      return answer.map((id) => files.find((file) => file.id === id)?.name ?? '已上传的文件').join('、')
    return answer.map((value) => (field.kind === 'choices' ? labelOf(field.options, value) : value)).join('、')
  }
  if (typeof answer !== 'string' || answer.trim() === '') return nothing
  if (field.kind === 'choice' || field.kind === 'street') return labelOf(field.options, answer)
  if (field.kind === 'date' || field.kind === 'month') return dateWords(answer)
  const checked = checkAnswer(field, answer, today)
  return checked.ok && typeof checked.value === 'string' ? checked.value : answer.trim()
}
