import { type Field, formFields } from '@shared/contract/form'
import type { Condition } from '@shared/contract/form-condition'
import { holds } from '@shared/contract/form-shown'
import type { ServiceDefinition } from './port'

type Given = Record<string, string>

/** Whether what the whole knows already rules the condition out; other fields may still be answered either way. */
function isRuledOut(when: Condition, given: Given): boolean {
  if ('all' in when) return when.all.some((one) => isRuledOut(one, given))
  if ('any' in when) return when.any.every((one) => isRuledOut(one, given))
  return when.field in given && !holds(when, given)
}

const offers = (field: Field | undefined, value: string): boolean =>
  field?.kind === 'choice' && field.options.some((one) => one.value === value)

/**
 * A 一件事 that is handed in with one form: each part is an item with a form of its own, whose every required field the
 * whole form has too, and whose sharings the person agrees to with the whole. One line per finding.
 */
export function lintParts(
  { guide, form, acceptance, sharings }: ServiceDefinition,
  services: ReadonlyMap<string, ServiceDefinition>
): string[] {
  if (!acceptance || !('parts' in acceptance) || !form) return []
  const whole = formFields(form)
  const told = guide.bundle?.parts.map(({ id }) => id) ?? []
  const needed = acceptance.parts.flatMap(({ service }) => services.get(service)?.sharings ?? [])
  return [
    ...acceptance.parts.flatMap(({ service, given = {} }) => {
      const at = `acceptance.parts.${service}`
      const part = services.get(service)
      if (!part?.form || !part.acceptance || 'parts' in part.acceptance)
        return [`${at}: is no item that can be applied for by itself`]
      const asked = formFields(part.form)
      return [
        ...Object.entries(given)
          .filter(
            ([id, value]) =>
              !offers(
                asked.find((one) => one.id === id),
                value
              )
          )
          .map(([id, value]) => `${at}.given: "${value}" is no choice of the field "${id}"`),
        ...(told.includes(service) ? [] : [`${at}: is not told under bundle.parts`]),
        ...asked
          .filter(({ id, required, when }) => required && !(id in given) && !(when && isRuledOut(when, given)))
          .filter(({ id, kind }) => !whole.some((one) => one.id === id && one.kind === kind))
          .map(({ id, kind }) => `${at}: asks for the ${kind} field "${id}", which the form of the whole has not`)
      ]
    }),
    ...needed.filter((id) => !sharings.includes(id)).map((id) => `sharings: lacks "${id}" of a part`),
    ...sharings.filter((id) => !needed.includes(id)).map((id) => `sharings: no part needs "${id}"`)
  ]
}
