import { Picker, View } from '@tarojs/components'
import type { Option } from '../choice-field/choice-field'
import { DayParts } from '../day-parts/day-parts'
import { Field, type FieldProps, inputAria } from '../field/field'
import { Icon } from '../icon/icon'
import { spoken } from '../spoken/spoken'
import { dateWords } from '../when/when'
import './picker-field.scss'

type Kind =
  | { kind: 'selector'; options: Option[] }
  /** YYYY-MM-DD; limits included */
  | { kind: 'date'; earliest?: string; latest?: string }
  /** YYYY-MM */
  | { kind: 'month'; earliest?: string; latest?: string }

export type PickerFieldProps = FieldProps &
  Kind & {
    /** '' while nothing is chosen */
    value: string
    onChange: (value: string) => void
    placeholder?: string
  }

/** One of many options, a day or a month. H5: the browser's own lists, reachable by keyboard. */
export function PickerField(props: PickerFieldProps) {
  const { name, label, hint, error, required, compact } = props
  const field: FieldProps = { name, label, hint, error, required, compact }
  if (process.env.TARO_ENV === 'h5') {
    return (
      <Field {...field} group={props.kind !== 'selector'}>
        {props.kind === 'selector' ? <Selector {...props} /> : <DayParts {...props} withDay={props.kind === 'date'} />}
      </Field>
    )
  } else {
    return (
      <Field {...field}>
        <WeappPicker {...props} />
      </Field>
    )
  }
}

function Selector(
  props: FieldProps & { options: Option[]; value: string; onChange: (value: string) => void; placeholder?: string }
) {
  const { options, value, onChange, placeholder = '请选择', ...field } = props
  return (
    <select
      className='zj-input zj-select'
      {...inputAria(field)}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value=''>{placeholder}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function WeappPicker(props: PickerFieldProps) {
  const { label, value, onChange, placeholder = '请选择' } = props
  const shown = props.kind === 'selector' ? props.options.find((each) => each.value === value)?.label : dateWords(value)
  const face = (
    <View className={`zj-input zj-picker ${shown ? '' : 'zj-input__placeholder'}`}>
      <View className='zj-picker__text'>{shown || placeholder}</View>
      <Icon name='arrow' className='zj-picker__arrow' />
    </View>
  )
  const told = spoken({ role: 'button', label: `${label}：${shown || placeholder}` })
  if (props.kind === 'selector') {
    const { options } = props
    return (
      <Picker
        {...told}
        mode='selector'
        range={options.map((option) => option.label)}
        value={Math.max(
          0,
          options.findIndex((option) => option.value === value)
        )}
        onChange={(event) => onChange(options[Number(event.detail.value)]?.value ?? '')}
      >
        {face}
      </Picker>
    )
  }
  return (
    <Picker
      {...told}
      mode='date'
      fields={props.kind === 'month' ? 'month' : 'day'}
      value={value}
      {...(props.earliest ? { start: props.earliest } : {})}
      {...(props.latest ? { end: props.latest } : {})}
      onChange={(event) => onChange(event.detail.value)}
    >
      {face}
    </Picker>
  )
}
