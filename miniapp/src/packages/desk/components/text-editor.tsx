import { Field, type FieldProps, inputAria } from '@/kit/field/field'

interface TextEditorProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  rows: number
}

/** A text with its line numbers' font, wide and high; the browser's spelling is no help here. */
export function TextEditor({ value, onChange, rows, ...field }: TextEditorProps) {
  return (
    <Field {...field}>
      <textarea
        className='zj-input zj-desk__mono zj-desk__editor'
        {...inputAria(field)}
        rows={rows}
        value={value}
        spellCheck={false}
        autoComplete='off'
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
