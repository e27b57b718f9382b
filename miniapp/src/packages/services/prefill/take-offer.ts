import type { Answer, Answers } from '@shared/contract/form'
import { isBlank } from '@shared/contract/form-shown'
import type { Prefilled, SilentSource } from '@shared/contract/prefill'

/** A form that can be filled in: the draft keeper. */
export interface Fillable {
  edit: (fieldId: string, value: Answer) => void
  keepFile: (file: { id: string; name: string; bytes: number; type: string }) => void
}

const same = (a: Answer | undefined, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Fills in what is still blank; what the person wrote stays. */
export function takeOffer(values: readonly Prefilled[], answers: Answers, form: Fillable): void {
  for (const { field, value, file } of values) {
    if (!isBlank(answers[field])) continue
    if (file) form.keepFile(file)
    form.edit(field, value)
  }
}

/** The values that stand in the form as they came. */
export const standing = (values: readonly Prefilled[], answers: Answers): Prefilled[] =>
  values.filter(({ field, value }) => same(answers[field], value))

/** Which sources gave nothing, as a sentence; null when all have answered. */
export function silentWords(silent: readonly SilentSource[], labelOf: (field: string) => string | undefined) {
  const parts = silent
    .filter(({ why }) => why === 'unavailable')
    .map(({ source, fields }) => {
      const labels = fields.flatMap((field) => labelOf(field) ?? [])
      return `${source}暂时没有回应，请自己填写：${labels.join('、')}。`
    })
  return parts.length > 0 ? parts.join('') : null
}
