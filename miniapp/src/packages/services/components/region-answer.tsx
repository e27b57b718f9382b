import type { Answer, Field } from '@shared/contract/form'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { PickerField } from '@/kit/picker-field/picker-field'
import { TextField } from '@/kit/text-field/text-field'

const ELSEWHERE = 'elsewhere'

/** A street of 渝中 from the list; any other place in words. */
export function RegionAnswer(props: {
  field: Extract<Field, { kind: 'region' }>
  answer: Answer | undefined
  error?: string
  onEdit: (value: string) => void
  onLeave: () => void
}) {
  const { field, error, onEdit, onLeave } = props
  const value = typeof props.answer === 'string' ? props.answer : ''
  const listed = field.options.some((street) => street.value === value)
  const [elsewhere, setElsewhere] = useState(value !== '' && !listed)
  const choose = (chosen: string) => {
    setElsewhere(chosen === ELSEWHERE)
    onEdit(chosen === ELSEWHERE ? '' : chosen)
    if (chosen !== ELSEWHERE) onLeave()
  }
  return (
    <View>
      <PickerField
        name={field.id}
        label={field.label}
        hint={field.help}
        required={field.required}
        error={elsewhere ? undefined : error}
        kind='selector'
        options={[
          { value: ELSEWHERE, label: '不在渝中区' },
          ...field.options.map((street) => ({ value: street.value, label: `渝中区${street.label}` }))
        ]}
        value={elsewhere ? ELSEWHERE : value}
        onChange={choose}
      />
      {elsewhere ? (
        <TextField
          name={`${field.id}-words`}
          label={`${field.label}在哪里`}
          hint='从省份写起，写到街道或乡镇，例如“四川省成都市锦江区春熙路街道”。'
          required={field.required}
          error={error}
          value={value}
          maxLength={60}
          onChange={onEdit}
          onLeave={onLeave}
        />
      ) : null}
    </View>
  )
}
