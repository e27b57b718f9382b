import type { Column, Field } from '@shared/contract/form'
import { monthLimits } from '@shared/contract/form-months'
import { groupBankCard } from '@shared/values/bank-card'
import type { CivilDate } from '@shared/values/civil-date'
import { formatMoney } from '@shared/values/money'
import { ChoiceField } from '@/kit/choice-field/choice-field'
import { PickerField } from '@/kit/picker-field/picker-field'
import { TextArea } from '@/kit/text-area/text-area'
import { TextField } from '@/kit/text-field/text-field'

export interface LineInputProps {
  field: Column | Extract<Field, { kind: 'street' }>
  /** unique on the page */
  name: string
  /** as typed, or as kept (a number) */
  answer: string | number | undefined
  today: CivilDate
  error?: string
  onEdit: (value: string) => void
  /** the person begins to type here */
  onEnter?: () => void
  onLeave: () => void
}

/** More options than this are easier to find in a list that opens. */
const VISIBLE_OPTIONS = 8
/** Longer answers get several lines. */
const ONE_LINE = 40

const typedText = ({ kind }: LineInputProps['field'], answer: string | number | undefined): string => {
  if (kind === 'money' && typeof answer === 'number') return formatMoney(answer)
  return kind === 'bank-card' ? groupBankCard(String(answer ?? '')) : String(answer ?? '')
}

/** Groups while digits are added at the end; while something inside is mended the cursor must not jump. */
const grouped = (was: string, typed: string): string => (typed.startsWith(was) ? groupBankCard(typed) : typed)

const hintOf = (field: LineInputProps['field']): string | undefined => {
  const unit = field.kind === 'money' ? '元' : field.kind === 'number' ? field.unit : undefined
  return [field.help, unit ? `单位：${unit}。` : undefined].filter(Boolean).join('') || undefined
}

/** The input for an answer of one line, in the form itself or in a row of a table. */
export function LineInput({ field, name, answer, today, error, onEdit, onEnter, onLeave }: LineInputProps) {
  const text = typedText(field, answer)
  const told = { name, label: field.label, hint: hintOf(field), required: field.required, error }
  const typed = { ...told, value: text, onChange: onEdit, onEnter, onLeave }
  const choose = (value: string) => {
    onEdit(value)
    onLeave()
  }
  // A day in several lists is empty until the last part is chosen: no reason to complain yet.
  const chooseDay = (value: string) => (value === '' ? onEdit(value) : choose(value))
  switch (field.kind) {
    case 'text':
      return field.maxLength > ONE_LINE ? <TextArea {...typed} maxLength={field.maxLength} /> : <TextField {...typed} />
    case 'person-name':
      return <TextField {...typed} maxLength={50} />
    case 'citizen-id':
      return <TextField {...typed} type='id-card' maxLength={30} />
    case 'phone':
      return <TextField {...typed} type='phone' maxLength={20} />
    case 'number':
      // WeChat's keyboard of digits has no minus sign
      return <TextField {...typed} type={(field.min ?? 0) < 0 ? 'text' : 'decimal'} maxLength={24} />
    case 'money':
      return <TextField {...typed} type='decimal' placeholder='例如 1200.50' maxLength={24} />
    case 'credit-code':
      return <TextField {...typed} placeholder='18 位，在营业执照上' maxLength={30} />
    case 'plate':
      return <TextField {...typed} placeholder='例如 渝A12345' maxLength={14} />
    case 'bank-card':
      return <TextField {...typed} onChange={(now) => onEdit(grouped(text, now))} type='number' maxLength={30} />
    case 'choice':
      return field.options.length > VISIBLE_OPTIONS ? (
        <PickerField {...told} kind='selector' options={field.options} value={text} onChange={choose} />
      ) : (
        <ChoiceField {...told} options={field.options} value={text} onChange={choose} />
      )
    case 'street':
      return <PickerField {...told} kind='selector' options={field.options} value={text} onChange={choose} />
    case 'date': {
      const { earliest, latest } = field
      return <PickerField {...told} {...{ earliest, latest }} kind='date' value={text} onChange={chooseDay} />
    }
    case 'month':
      return <PickerField {...told} {...monthLimits(field, today)} kind='month' value={text} onChange={chooseDay} />
  }
}
