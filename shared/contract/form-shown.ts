import { type Answer, type Answers, type Field, type Form, formFields, textsOf } from './form'
import type { Condition } from './form-condition'

const isOne = (value: Answer | undefined, wanted: string | boolean): boolean => {
  if (typeof wanted === 'boolean') return (value === true) === wanted
  return typeof value === 'string' ? value.trim() === wanted : textsOf(value).includes(wanted)
}

/** Whether a condition holds for these answers; a field without an answer is none of the choices. */
export function holds(when: Condition, answers: Answers): boolean {
  if ('all' in when) return when.all.every((one) => holds(one, answers))
  if ('any' in when) return when.any.some((one) => holds(one, answers))
  const value = answers[when.field]
  return 'in' in when ? when.in.some((one) => isOne(value, one)) : isOne(value, when.is)
}

/** An upload of a material that the 情形 does not ask for is not asked. */
export const isOfMaterials = (field: Field, { materials }: Form): boolean =>
  field.kind !== 'upload' || !field.material || !materials || materials.includes(field.material)

/** The form as it is in a 情形 that asks for these materials of the guide; undefined = none is chosen. */
export const formAskingFor = (definition: Form, materials: readonly string[] | undefined): Form =>
  definition.materials && materials ? { ...definition, materials: [...materials] } : definition

/**
 * The form as these answers make it: without the steps and fields that are not asked. A field that is not asked counts
 * as unanswered for the conditions after it. The same form when nothing is left out.
 */
export function shownForm(definition: Form, answers: Answers): Form {
  const counted: Answers = {}
  const steps = definition.steps.flatMap((step) => {
    if (step.when && !holds(step.when, counted)) return []
    const fields = step.fields.filter((field) => {
      if (field.when && !holds(field.when, counted)) return false
      if (!isOfMaterials(field, definition)) return false
      const value = answers[field.id]
      if (value !== undefined) counted[field.id] = value
      return true
    })
    return fields.length > 0 ? [{ ...step, fields }] : []
  })
  const whole = formFields({ steps }).length === formFields(definition).length
  return whole ? definition : { ...definition, steps }
}

/**
 * Labels of the fields that have an answer but are not asked any more, in the order of the form: 提交 leaves them out.
 * `cameByItself`: fields whose answer nobody gave; leaving them out concerns nobody.
 */
export function leftOut(definition: Form, answers: Answers, cameByItself = (_field: string) => false): string[] {
  const shown = new Set(formFields(shownForm(definition, answers)).map(({ id }) => id))
  return formFields(definition)
    .filter(({ id }) => !shown.has(id) && !isBlank(answers[id]) && !cameByItself(id))
    .map(({ label }) => label)
}

/** Whether an answer says nothing: empty text, nothing chosen, rows of empty cells. Zero is an answer. */
export function isBlank(value: Answer | undefined): boolean {
  if (value === undefined || value === false) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value))
    return value.every((one) => typeof one !== 'string' && Object.values(one).every((cell) => isBlank(cell)))
  return typeof value === 'object' && 'signedName' in value && value.signedName.trim() === '' && !value.confirmed
}
