import { type Form, formFields } from '@shared/contract/form'

/** Labels of the named fields in reading order, e.g. 姓名、手机号; '' when the form has none of them. */
export function fieldLabels(form: Form, fieldIds: string[]): string {
  return formFields(form)
    .filter((field) => fieldIds.includes(field.id))
    .map((field) => field.label)
    .join('、')
}
