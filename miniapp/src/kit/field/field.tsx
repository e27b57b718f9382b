import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { spoken } from '../spoken/spoken'
import './field.scss'

/** What every field of a form has. `name` is unique on the page. */
export interface FieldProps {
  name: string
  label: string
  hint?: string
  /** a plain sentence; its presence marks the field as wrong */
  error?: string
  required?: boolean
  /** the label is only read out: for a filter that explains itself, not for forms */
  compact?: boolean
}

/** Element ids of a field: scrollTo(fieldId(name)) shows the first wrong one. */
export const fieldId = (name: string): string => `field-${name}`
export const inputId = (name: string): string => `input-${name}`
const labelId = (name: string): string => `label-${name}`
const hintId = (name: string): string => `hint-${name}`
const errorId = (name: string): string => `error-${name}`

/** H5: what ties an input to its label, hint and error. */
export function inputAria({ name, label, hint, error, required, compact }: FieldProps) {
  const described = [...(hint ? [hintId(name)] : []), ...(error ? [errorId(name)] : [])].join(' ')
  return {
    id: inputId(name),
    'aria-label': compact ? label : undefined,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required || undefined
  }
}

function LabelLine({ name, label, required, group }: FieldProps & { group: boolean }) {
  const text = (
    <>
      {label}
      <span className='zj-field__must'>{required ? '（必填）' : '（选填）'}</span>
    </>
  )
  return group ? (
    <div className='zj-field__label' id={labelId(name)}>
      {text}
    </div>
  ) : (
    <label className='zj-field__label' htmlFor={inputId(name)}>
      {text}
    </label>
  )
}

/** Label, hint and error around an input. `group`: several inputs share the label (choices, files, year and month). */
export function Field(props: FieldProps & { group?: boolean; children: ReactNode }) {
  const { name, label, hint, error, required, compact, group = false, children } = props
  const names = `zj-field ${error ? 'zj-field--wrong' : ''}`
  if (process.env.TARO_ENV === 'h5') {
    const described = inputAria(props)['aria-describedby']
    const grouped = { role: 'group', 'aria-labelledby': labelId(name), 'aria-describedby': described }
    return (
      <div className={names} id={fieldId(name)} {...(group ? grouped : {})}>
        {compact ? null : <LabelLine {...props} group={group} />}
        {hint ? (
          <div className='zj-field__hint' id={hintId(name)}>
            {hint}
          </div>
        ) : null}
        {children}
        {error ? (
          <div className='zj-field__error' id={errorId(name)} role='alert'>
            {error}
          </div>
        ) : null}
      </div>
    )
  } else {
    return (
      <View className={names} id={fieldId(name)}>
        {compact ? null : (
          <View className='zj-field__label'>
            {label}
            <Text className='zj-field__must'>{required ? '（必填）' : '（选填）'}</Text>
          </View>
        )}
        {hint ? <View className='zj-field__hint'>{hint}</View> : null}
        {children}
        {error ? (
          <View className='zj-field__error' {...spoken({ role: 'alert' })}>
            {error}
          </View>
        ) : null}
      </View>
    )
  }
}
