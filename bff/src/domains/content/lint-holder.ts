import { formFields } from '@shared/contract/form'
import type { ServiceDefinition } from './port'

/** What is granted to an enterprise is held by it and not by whoever fills the form in: one line per finding. */
export function lintHolder({ guide, form, acceptance }: ServiceDefinition): string[] {
  if (!form || !acceptance) return []
  const { holder } = acceptance
  const asked = (kind: string, id?: string) =>
    formFields(form).some((field) => field.kind === kind && field.required && (id === undefined || field.id === id))
  if (holder)
    return asked('text', holder.name) && asked('credit-code', holder.code)
      ? []
      : ['acceptance.holder: the form asks for no such name (text) and credit code']
  return guide.subjects.every((subject) => subject === '法人') && asked('credit-code')
    ? ['acceptance: holder names the fields of the enterprise, so that it holds what is granted']
    : []
}
