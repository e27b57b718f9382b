import { Input } from '@tarojs/components'
import { Field, type FieldProps, inputAria } from '../field/field'
import { spoken } from '../spoken/spoken'

export interface TextFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  /** the person begins to type here */
  onEnter?: () => void
  onLeave?: () => void
  /** decides the keyboard: digits, digits with a point, telephone, or digits with X */
  type?: 'text' | 'number' | 'decimal' | 'phone' | 'id-card'
  placeholder?: string
  maxLength?: number
  /** H5: the keyboard offers the code that just came. Nothing else, for a browser keeps what it fills in unencrypted. */
  autoComplete?: 'one-time-code'
}

const WEAPP_TYPES = { text: 'text', number: 'number', decimal: 'digit', phone: 'number', 'id-card': 'idcard' } as const
const INPUT_MODES = { text: 'text', number: 'numeric', decimal: 'decimal', phone: 'tel', 'id-card': 'text' } as const

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, onEnter, onLeave, type = 'text', placeholder, maxLength, autoComplete, ...field } = props
  return (
    <Field {...field}>
      {process.env.TARO_ENV === 'h5' ? (
        <input
          className='zj-input'
          {...inputAria(field)}
          type='text'
          inputMode={INPUT_MODES[type]}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          autoComplete={autoComplete ?? 'off'}
          onChange={(event) => onChange(event.target.value)}
          onFocus={onEnter}
          onBlur={onLeave}
        />
      ) : (
        <Input
          className='zj-input'
          {...spoken({ label: field.label })}
          type={WEAPP_TYPES[type]}
          value={value}
          placeholder={placeholder ?? ''}
          placeholderClass='zj-input__placeholder'
          // WeChat cuts at 140 unless told otherwise
          maxlength={maxLength ?? -1}
          onInput={(event) => onChange(event.detail.value)}
          {...(onEnter ? { onFocus: onEnter } : {})}
          {...(onLeave ? { onBlur: onLeave } : {})}
        />
      )}
    </Field>
  )
}
