import { type Answers, formFields, textsOf } from '@shared/contract/form'
import { checkAnswers } from '@shared/contract/form-check'
import { holds } from '@shared/contract/form-shown'
import type { CivilDate } from '@shared/values/civil-date'
import { type Refused, refuse } from '../../platform/http/refused'
import type { ServiceDefinition } from '../content/port'
import type { Catalogue } from './catalogue'
import type { KeptDefinition } from './kept-form'

export interface Part {
  definition: ServiceDefinition
  answers: Answers
}

/**
 * The items an application for a 一件事 opens, each with those of the answers its own form asks (fields of one id are one
 * question) and what the whole knows without asking; none for any other item. Refused: service_closed, form_invalid (the fields are those of the whole form).
 */
export function partsFor(
  catalogue: Pick<Catalogue, 'definition' | 'availability'>,
  { acceptance }: Pick<ServiceDefinition, 'acceptance'>,
  given: Answers,
  day: CivilDate
): Part[] | Refused<'service_closed' | 'form_invalid' | 'form_changed'> {
  if (!acceptance || !('parts' in acceptance)) return []
  const parts: Part[] = []
  for (const { service, when, given: known } of acceptance.parts) {
    if (when && !holds(when, given)) continue
    const definition = catalogue.definition(service)
    // published together, so that one without a form means a newer text is on its way
    if (!definition?.form) return refuse('form_changed')
    const { open, note } = catalogue.availability(service)
    if (!open) return refuse('service_closed', note ? { until: note } : undefined)
    const checked = checkAnswers(definition.form, { ...given, ...known }, day)
    if (!checked.ok) return refuse('form_invalid', checked.fields)
    parts.push({ definition, answers: checked.value })
  }
  return parts
}

/** 双告知: the licences the ticked trades still need; none for any other item. */
export function licencesFor({ form, guide }: KeptDefinition, answers: Answers) {
  const chosen = formFields(form)
    .filter(({ kind }) => kind === 'choices')
    .flatMap(({ id }) => textsOf(answers[id]))
  return (guide.bundle?.afterwards?.licences ?? []).filter(({ id }) => chosen.includes(id))
}
