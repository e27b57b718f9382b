import type { Form } from '@shared/contract/form'
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

/** As withoutHidden; the same object while nothing changes. */
export function useShownForm(form: Form | null, hidden: readonly string[] | undefined): Form | null {
  const names = (hidden ?? []).join(' ')
  return useMemo(() => form && withoutHidden(form, names === '' ? [] : names.split(' ')), [form, names])
}
