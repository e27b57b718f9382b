import { formFields } from '@shared/contract/form'
import type { ServiceDefinition } from './port'

/**
 * Granted on a promise (渝府发〔2019〕33号) is only a licence of 告知承诺 for enterprises, signed, with all its papers; whoever
 * does not promise goes the ordinary way. One line per finding.
 */
export function lintPledged({ guide, form, acceptance }: ServiceDefinition): string[] {
  if (!acceptance || !('local' in acceptance) || !acceptance.pledged) return []
  const { pledged, filing, secondPerson, payDays, coHandlers } = acceptance
  const always = (form?.steps ?? []).flatMap((step) => (step.when ? [] : step.fields.filter((field) => !field.when)))
  const signed = always.some((field) => field.kind === 'signature' && field.required)
  const promise = formFields(form ?? { steps: [] }).find(({ id }) => id === pledged.field)
  const free = promise?.kind === 'agreement' && !always.some((field) => field === promise && field.required)
  const later = (form?.steps ?? []).some((step) => step.fields.some((field) => field.kind === 'upload' && field.later))
  return [
    ...(guide.kind === '行政许可' && guide.reform?.kind === '告知承诺'
      ? []
      : ['acceptance.pledged: only a 行政许可 of 告知承诺 is granted on a promise']),
    ...(filing || secondPerson || payDays || coHandlers
      ? ['acceptance.pledged: what is granted on the spot has no filing, second person, fee or 会办']
      : []),
    ...(acceptance.holder ? [] : ['acceptance.pledged: acceptance.holder names who it is granted to']),
    ...(signed ? [] : ['acceptance.pledged: the form asks everybody for a signature']),
    ...(free ? [] : ['acceptance.pledged: names an agreement that nobody has to make to apply']),
    ...(later ? ['acceptance.pledged: all papers are there when it is granted; none comes later'] : [])
  ]
}
