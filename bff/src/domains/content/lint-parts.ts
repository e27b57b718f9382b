import { formFields } from '@shared/contract/form'
import type { ServiceDefinition } from './port'

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
    ...acceptance.parts.flatMap(({ service }) => {
      const at = `acceptance.parts.${service}`
      const part = services.get(service)
      if (!part?.form || !part.acceptance || 'parts' in part.acceptance)
        return [`${at}: is no item that can be applied for by itself`]
      return [
        ...(told.includes(service) ? [] : [`${at}: is not told under bundle.parts`]),
        ...formFields(part.form)
          .filter(({ id, kind, required }) => required && !whole.some((one) => one.id === id && one.kind === kind))
          .map(({ id, kind }) => `${at}: asks for the ${kind} field "${id}", which the form of the whole has not`)
      ]
    }),
    ...needed.filter((id) => !sharings.includes(id)).map((id) => `sharings: lacks "${id}" of a part`),
    ...sharings.filter((id) => !needed.includes(id)).map((id) => `sharings: no part needs "${id}"`)
  ]
}
