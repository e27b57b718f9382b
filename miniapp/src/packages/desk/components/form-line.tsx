import type { Column, Field } from '@shared/contract/form'
import { DeskInput, DeskSelect } from './desk-input'

type LineField = Column | Extract<Field, { kind: 'street' | 'region' }>

const hintOf = (field: LineField): string | undefined => {
  const unit = field.kind === 'money' ? '元' : field.kind === 'number' ? field.unit : undefined
  const said = [field.help, unit ? `单位：${unit}。` : undefined].filter(Boolean).join('')
  return field.kind === 'month' ? `${said}按 2026-11 的样子填写。` : said || undefined
}

/** An answer of one line, typed by a clerk: in the form itself or in a row of a table. */
export function FormLine(props: {
  field: LineField
  name: string
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  const { field, error } = props
  const told = {
    ...{ name: props.name, label: field.label, required: field.required, value: props.value, onChange: props.onChange },
    ...{ hint: hintOf(field), ...(error ? { error } : {}) }
  }
  if (field.kind === 'choice' || field.kind === 'street') return <DeskSelect {...told} options={field.options} />
  if (field.kind === 'region') {
    const listed = field.options.some(({ value }) => value === props.value)
    return (
      <>
        <DeskSelect
          {...told}
          value={listed ? props.value : ''}
          options={field.options.map(({ value, label }) => ({ value, label: `渝中区${label}` }))}
        />
        {listed ? null : (
          <DeskInput
            {...told}
            name={`${props.name}-words`}
            label={`${field.label}（不在渝中区时填写）`}
            hint='从省份写起，写到街道或乡镇。'
          />
        )}
      </>
    )
  }
  return <DeskInput {...told} type={field.kind === 'date' ? 'date' : 'text'} />
}
