import { type Answer, type Answers, type Field, type Form, formFields } from '@shared/contract/form'
import type { Condition } from '@shared/contract/form-condition'
import { ruledFields } from '@shared/contract/form-rules'
import { refuse } from '../../../platform/http/refused'

const namedIn = (when: Condition): string[] => {
  if ('all' in when) return when.all.flatMap(namedIn)
  return 'any' in when ? when.any.flatMap(namedIn) : [when.field]
}

const conditionsOf = (form: Form): { id: string; named: string[] }[] =>
  form.steps.flatMap((step) =>
    step.fields.map((field) => ({
      id: field.id,
      named: [step.when, field.when].flatMap((when) => (when ? namedIn(when) : []))
    }))
  )

/** The ticked fields, and those whose being asked hangs on one of them: another choice may need other answers. */
export function withFollowers(form: Form, ticked: readonly string[]): string[] {
  const open = new Set(ticked)
  // a condition names earlier fields only, so one pass in the order of the form finds all
  for (const { id, named } of conditionsOf(form)) if (named.some((one) => open.has(one))) open.add(id)
  return formFields(form).flatMap(({ id }) => (open.has(id) ? [id] : []))
}

/** A condition stays where all it names is open; what hangs on a closed answer too is optional, and checked with the whole form. */
function reopenedField(field: Field, named: string[], open: ReadonlySet<string>): Field {
  const lasting = named.filter((one) => open.has(one))
  if (lasting.length === named.length) return field
  return { ...field, when: undefined, required: lasting.length > 0 ? false : field.required }
}

/** The form as it reopens: what was ticked, each with the department's reason, and what hangs on it. */
export const reopenedForm = (form: Form, items: readonly { field: string; reason: string }[]): Form => {
  const reasons = new Map(items.map(({ field, reason }) => [field, reason]))
  const open = new Set(withFollowers(form, [...reasons.keys()]))
  const steps = form.steps.flatMap(({ when, ...step }) => {
    const named = when ? namedIn(when) : []
    const kept = when && named.every((one) => open.has(one)) ? { when } : {}
    const fields = step.fields.flatMap((field) => {
      if (!open.has(field.id)) return []
      const own = field.when ? namedIn(field.when) : []
      const reason = reasons.get(field.id)
      const asked = reopenedField(field, [...('when' in kept ? [] : named), ...own], open)
      return [reason === undefined ? asked : { ...asked, help: `要补正：${reason}` }]
    })
    return fields.length > 0 ? [{ ...step, ...kept, fields }] : []
  })
  const rules = (form.rules ?? []).filter((rule) => ruledFields(rule).every((one) => open.has(one)))
  return { ...form, steps, ...(form.rules ? { rules } : {}) }
}

export const same = (a: Answer | undefined, b: Answer | undefined) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * The answers as they may be handed in again: what was not ticked stays as it was; another answer to it is refused
 * (form_invalid), so that nobody believes it was changed.
 */
export function onlyReopened(open: readonly string[], before: Answers, given: Answers) {
  const strange = Object.keys(given).filter((field) => !open.includes(field) && !same(given[field], before[field]))
  if (strange.length > 0)
    return refuse(
      'form_invalid',
      Object.fromEntries(strange.map((field) => [field, '这一项不在补正范围内，不能修改。']))
    )
  const kept = Object.entries(before).filter(([field]) => !open.includes(field))
  const mended = Object.entries(given).filter(([field]) => open.includes(field))
  return { answers: { ...Object.fromEntries(kept), ...Object.fromEntries(mended) } satisfies Answers }
}
