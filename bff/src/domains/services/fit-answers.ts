import { type Answer, type Answers, type Field, type Form, formFields, rowsOf, textsOf } from '@shared/contract/form'
import { columnsOf } from '@shared/contract/form-family'
import { isBlank } from '@shared/contract/form-shown'
import { answerInWords } from '@shared/contract/form-words'

/** What a changed form could not take over, in the words of the form it was written on. */
export interface Dropped {
  label: string
  value: string
}

const isText = (value: Answer) => typeof value === 'string' || typeof value === 'number'

/** As much of an answer as this field can still hold; undefined = nothing. Half or wrong answers stay: it is a draft. */
function fitting(field: Field, value: Answer): Answer | undefined {
  switch (field.kind) {
    case 'choice':
    case 'street':
      return field.options.some((option) => option.value === value) ? value : undefined
    case 'choices': {
      const left = textsOf(value).filter((one) => field.options.some((option) => option.value === one))
      return left.length > 0 ? left : undefined
    }
    case 'agreement':
      return typeof value === 'boolean' ? value : undefined
    case 'upload':
      if (typeof value === 'object' && 'instead' in value)
        return (value.instead === 'later' ? field.later : field.promise) ? value : undefined
      return textsOf(value).length > 0 ? textsOf(value) : undefined
    case 'signature':
      return textsOf(value).length > 0 || (typeof value === 'object' && 'signedName' in value) ? value : undefined
    case 'map-point':
      return typeof value === 'string' || (typeof value === 'object' && 'crs' in value) ? value : undefined
    case 'table':
    case 'family': {
      const known = columnsOf(field).map(({ id }) => id)
      const rows = rowsOf(value).map((row) =>
        Object.fromEntries(Object.entries(row).filter(([id]) => known.includes(id)))
      )
      return isBlank(rows) ? undefined : rows
    }
    default:
      return isText(value) ? value : undefined
  }
}

const same = (a: Answer | undefined, b: Answer | undefined) => JSON.stringify(a) === JSON.stringify(b)

const fieldIn = (forms: readonly Form[], fieldId: string): Field | undefined =>
  forms.flatMap(formFields).find(({ id }) => id === fieldId)

const wordsOf = (field: Field | undefined, value: Answer): string =>
  (field ? answerInWords(field, value) : typeof value === 'string' ? value : null) ?? '已上传的文件或已勾选的内容'

/**
 * The answers of an older form on the published one: what still fits stays, whatever is lost (a field, a choice, a column)
 * is told. `earlier`: forms the answers may have been written on, newest first.
 */
export function fitAnswers(
  form: Form,
  answers: Answers,
  earlier: readonly Form[]
): { answers: Answers; dropped: Dropped[]; lost: string[] } {
  const kept: Answers = {}
  const dropped: Dropped[] = []
  const lost: string[] = []
  for (const [id, value] of Object.entries(answers)) {
    const field = fieldIn([form], id)
    const left = isBlank(value) || !field ? undefined : fitting(field, value)
    if (left !== undefined) kept[id] = left
    if (isBlank(value) || same(left, value)) continue
    const older = fieldIn(earlier, id)
    dropped.push({ label: (older ?? field)?.label ?? '以前的一项', value: wordsOf(older ?? field, value) })
    lost.push(id)
  }
  return { answers: kept, dropped, lost }
}

/** Of edits to fields this form does not have: those an earlier form asked for. What no form knows is nobody's answer. */
export const editsOfEarlierForms = (form: Form, edits: Answers, earlier: readonly Form[]): Dropped[] =>
  Object.entries(edits).flatMap(([id, value]) => {
    const older = fieldIn([form], id) ? undefined : fieldIn(earlier, id)
    return older && !isBlank(value) ? [{ label: older.label, value: wordsOf(older, value) }] : []
  })
