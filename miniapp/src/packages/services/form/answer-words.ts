import { type Answer, checkAnswer, type Field } from '@shared/contract/form'

const nothing = '未填写'
const labelOf = (options: { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value

/** 2026-03-05 as 2026年3月5日, 2026-03 as 2026年3月; anything else as it is; the year is always told. */
export function dateWords(text: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text)
  if (!parts) return text
  return `${parts[1]}年${Number(parts[2])}月${parts[3] ? `${Number(parts[3])}日` : ''}`
}

/** One answer as 核对 shows it and as it will be handed in: labels for codes, file names for ids, 未填写 for nothing. */
export function answerWords(field: Field, answer: Answer | undefined, files: { id: string; name: string }[]): string {
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
  const checked = checkAnswer(field, answer)
  return checked.ok && typeof checked.value === 'string' ? checked.value : answer.trim()
}
