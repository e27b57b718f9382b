import { Textarea, View } from '@tarojs/components'
import { Field, type FieldProps, inputAria } from '../field/field'
import { spoken } from '../spoken/spoken'
import './text-area.scss'

export interface TextAreaProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  /** the person begins to type here */
  onEnter?: () => void
  onLeave?: () => void
  placeholder?: string
  /** shown as a counter */
  maxLength: number
}

/** Several lines of text with a counter. */
export function TextArea({ value, onChange, onEnter, onLeave, placeholder, maxLength, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {process.env.TARO_ENV === 'h5' ? (
        <textarea
          className='zj-input zj-text-area'
          {...inputAria(field)}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          // otherwise the browser writes what is typed into its session files, where signing out does not reach
          autoComplete='off'
          onChange={(event) => onChange(event.target.value)}
          onFocus={onEnter}
          onBlur={onLeave}
        />
      ) : (
        <Textarea
          className='zj-input zj-text-area'
          {...spoken({ label: field.label })}
          value={value}
          placeholder={placeholder ?? ''}
          placeholderClass='zj-input__placeholder'
          maxlength={maxLength}
          disableDefaultPadding
          onInput={(event) => onChange(event.detail.value)}
          {...(onEnter ? { onFocus: onEnter } : {})}
          {...(onLeave ? { onBlur: onLeave } : {})}
        />
      )}
      <View className='zj-text-area__count'>
        {[...value].length} / {maxLength} 字
      </View>
    </Field>
  )
}
