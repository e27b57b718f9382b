import { View } from '@tarojs/components'
import { ChoiceLine } from '../choice-field/choice-field'
import { Field, type FieldProps } from '../field/field'
import './agreement-field.scss'

export interface AgreementFieldProps extends FieldProps {
  /** what is agreed to, word for word */
  text: string
  value: boolean
  onChange: (value: boolean) => void
}

/** A promise or consent: its full text and a tick that is never set beforehand (PIPL art. 14). */
export function AgreementField({ text, value, onChange, ...field }: AgreementFieldProps) {
  return (
    <Field {...field} group>
      <View className='zj-agreement__text'>{text}</View>
      <ChoiceLine
        name={field.name}
        kind='checkbox'
        option={{ value: 'yes', label: `我已阅读并同意《${field.label}》` }}
        chosen={value}
        onPress={() => onChange(!value)}
      />
    </Field>
  )
}
