import type { Form } from '@shared/contract/form'
import { formAskingFor } from '@shared/contract/form-shown'
import { useMemo } from 'react'

/**
 * The form without the fields a person acting for somebody else neither sees nor fills in (their phone number); a part
 * left without fields goes too. The server keeps what is there, or puts it in itself.
 */
export function withoutHidden(form: Form, hidden: readonly string[] = []): Form {
  if (hidden.length === 0) return form
  const steps = form.steps.map((step) => ({ ...step, fields: step.fields.filter(({ id }) => !hidden.includes(id)) }))
  return { ...form, steps: steps.filter(({ fields }) => fields.length > 0) }
}

/** As withoutHidden, in the 情形 of the draft (`materials` it asks for); the same object while nothing changes. */
export function useShownForm(
  form: Form | null,
  base: { hidden?: readonly string[] | undefined; situation?: { materials: string[] } | undefined } | null
): Form | null {
  const told = JSON.stringify([base?.hidden, base?.situation?.materials])
  // biome-ignore lint/correctness/useExhaustiveDependencies: every save brings a new base that says the same
  return useMemo(
    () => form && withoutHidden(formAskingFor(form, base?.situation?.materials), base?.hidden),
    [form, told]
  )
}
