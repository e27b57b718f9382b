import { type Answer, type Field, textsOf } from '@shared/contract/form'
import { checkAnswer } from '@shared/contract/form-check'
import { isBlank } from '@shared/contract/form-shown'
import { answerInWords } from '@shared/contract/form-words'
import type { CivilDate } from '@shared/values/civil-date'
import { dateWords } from '@/kit/when/when'

const nothing = '未填写'

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
  if (answer === undefined || isBlank(answer)) return nothing
  if (field.kind === 'upload' && Array.isArray(answer))
    return textsOf(answer)
      .map((id) => files.find((file) => file.id === id)?.name ?? '已上传的文件')
      .join('、')
  if (typeof answer === 'string' && (field.kind === 'date' || field.kind === 'month')) return dateWords(answer)
  const checked = checkAnswer(field, answer, today)
  const typed = typeof answer === 'string' ? answer.trim() : answer
  return answerInWords(field, checked.ok && checked.value !== undefined ? checked.value : typed) ?? nothing
}
