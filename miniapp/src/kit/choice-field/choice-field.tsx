import { View } from '@tarojs/components'
import { Field, type FieldProps, inputId } from '../field/field'
import { Icon } from '../icon/icon'
import { spoken } from '../spoken/spoken'
import './choice-field.scss'

export interface Option {
  value: string
  label: string
}

interface LineProps {
  name: string
  kind: 'radio' | 'checkbox'
  option: Option
  chosen: boolean
  onPress: () => void
}

/** One line with a round or square mark; also the tick of an agreement. */
export function ChoiceLine({ name, kind, option, chosen, onPress }: LineProps) {
  const names = `zj-choice zj-choice--${kind} ${chosen ? 'zj-choice--on' : ''}`
  const content = (
    <>
      <View className='zj-choice__mark'>{chosen && kind === 'checkbox' ? <Icon name='check' /> : null}</View>
      <View className='zj-choice__text'>{option.label}</View>
    </>
  )
  if (process.env.TARO_ENV === 'h5') {
    return (
      <label className={names}>
        <input
          className='zj-choice__input'
          type={kind}
          name={inputId(name)}
          value={option.value}
          checked={chosen}
          onChange={onPress}
        />
        {content}
      </label>
    )
  } else {
    return (
      <View className={names} {...spoken({ role: kind, checked: chosen, label: option.label })} onClick={onPress}>
        {content}
      </View>
    )
  }
}

export interface ChoiceFieldProps extends FieldProps {
  options: Option[]
  /** '' while nothing is chosen */
  value: string
  onChange: (value: string) => void
}

/** One of a few options, all visible; for many use PickerField. */
export function ChoiceField({ options, value, onChange, ...field }: ChoiceFieldProps) {
  return (
    <Field {...field} group>
      <View className='zj-choices'>
        {options.map((option) => (
          <ChoiceLine
            key={option.value}
            name={field.name}
            kind='radio'
            option={option}
            chosen={option.value === value}
            onPress={() => onChange(option.value)}
          />
        ))}
      </View>
    </Field>
  )
}

export interface ChoicesFieldProps extends FieldProps {
  options: Option[]
  value: string[]
  onChange: (value: string[]) => void
}

/** Any number of options; the value keeps the order of the options. */
export function ChoicesField({ options, value, onChange, ...field }: ChoicesFieldProps) {
  const toggle = (pressed: string) =>
    onChange(
      options
        .map((option) => option.value)
        .filter((each) => (each === pressed ? !value.includes(each) : value.includes(each)))
    )
  return (
    <Field {...field} group>
      <View className='zj-choices'>
        {options.map((option) => (
          <ChoiceLine
            key={option.value}
            name={field.name}
            kind='checkbox'
            option={option}
            chosen={value.includes(option.value)}
            onPress={() => toggle(option.value)}
          />
        ))}
      </View>
    </Field>
  )
}
