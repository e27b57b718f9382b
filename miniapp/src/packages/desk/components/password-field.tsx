import { passwordStrength } from '@shared/values/password'
import { useState } from 'react'
import { Field, type FieldProps, inputAria } from '@/kit/field/field'
import { Toggle } from './toggle'

interface PasswordFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  /** the login a new password is chosen for: says what a good one is, and how good this one is */
  chosenFor?: string
}

/** A password that can be looked at while it is typed (OWASP ASVS 2.1.12) and, a new one, is graded in words (2.1.8). */
export function PasswordField({ value, onChange, autoComplete, chosenFor, ...given }: PasswordFieldProps) {
  const [plain, setPlain] = useState(false)
  const advice = '至少 12 位，几个不相干的词连在一起又好记又安全。'
  const field = chosenFor === undefined ? given : { hint: advice, ...given }
  return (
    <Field {...field}>
      <div className='zj-desk__secret'>
        <input
          className='zj-input'
          {...inputAria(field)}
          type={plain ? 'text' : 'password'}
          value={value}
          autoComplete={autoComplete}
          // shown, it is text: no browser may send it to a spelling service or begin it with a capital
          spellCheck={false}
          autoCapitalize='none'
          onChange={(event) => onChange(event.target.value)}
        />
        <Toggle title='显示密码' label={`显示密码：${field.label}`} on={plain} onPress={() => setPlain(!plain)} />
      </div>
      {chosenFor === undefined ? null : (
        <p className='zj-desk__note' role='status'>
          {value ? `密码强度：${passwordStrength(value, chosenFor)}` : ''}
        </p>
      )}
    </Field>
  )
}
