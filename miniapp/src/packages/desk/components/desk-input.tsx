import { Field, type FieldProps, inputAria } from '@/kit/field/field'

interface DeskInputProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'date'
  autoComplete?: string
  /** shown while it is empty; for a filter, whose label is only read out */
  placeholder?: string
  /** six digits of an authenticator app */
  code?: boolean
}

/** A line of text, a day or a code, for the desk's browser. */
export function DeskInput({
  value,
  onChange,
  type = 'text',
  autoComplete,
  placeholder,
  code,
  ...field
}: DeskInputProps) {
  return (
    <Field {...field}>
      <input
        className='zj-input'
        {...inputAria(field)}
        type={type}
        value={value}
        placeholder={placeholder}
        maxLength={code ? 6 : undefined}
        inputMode={code ? 'numeric' : undefined}
        autoComplete={code ? 'one-time-code' : (autoComplete ?? 'off')}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

/** A code of the second factor. */
export function CodeInput(given: Pick<DeskInputProps, 'value' | 'onChange' | 'error' | 'hint'> & { name?: string }) {
  return <DeskInput name='code' label='动态码' hint='验证器应用里的 6 位数字。' required code {...given} />
}

interface DeskSelectProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
  /** the choice of none of them */
  none?: string
}

export function DeskSelect({ value, onChange, options, none = '请选择', ...field }: DeskSelectProps) {
  return (
    <Field {...field}>
      <select
        className='zj-input zj-desk__select'
        {...inputAria(field)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value=''>{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
