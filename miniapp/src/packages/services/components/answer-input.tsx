import { type Answer, type Field, monthLimits } from '@shared/contract/form'
import type { CivilDate } from '@shared/values/civil-date'
import { AgreementField } from '@/kit/agreement-field/agreement-field'
import { ChoiceField, ChoicesField } from '@/kit/choice-field/choice-field'
import { PickerField } from '@/kit/picker-field/picker-field'
import { TextArea } from '@/kit/text-area/text-area'
import { TextField } from '@/kit/text-field/text-field'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import { UploadAnswer } from './upload-answer'

export interface AnswerInputProps {
  field: Field
  answer: Answer | undefined
  answerNow: () => Answer | undefined
  files: UploadedFile[]
  today: CivilDate
  error?: string
  onEdit: (value: Answer) => void
  /** the citizen is done with this field for now: it may be checked */
  onLeave: () => void
  onFile: (file: UploadedFile) => void
  onUploading: (change: 1 | -1) => void
}

/** More options than this are easier to find in a list that opens. */
const VISIBLE_OPTIONS = 8
/** Longer answers get several lines. */
const ONE_LINE = 40

/** The input that suits one field of a form. */
export function AnswerInput(props: AnswerInputProps) {
  const { field, answer, error, onEdit, onLeave } = props
  const told = { name: field.id, label: field.label, hint: field.help, required: field.required, error }
  const text = typeof answer === 'string' ? answer : ''
  const choose = (value: Answer) => {
    onEdit(value)
    onLeave()
  }
  // A day in several lists is empty until the last part is chosen: no reason to complain yet.
  const chooseDay = (value: string) => (value === '' ? onEdit(value) : choose(value))
  const typed = { ...told, value: text, onChange: onEdit, onLeave }
  switch (field.kind) {
    case 'text':
      return field.maxLength > ONE_LINE ? <TextArea {...typed} maxLength={field.maxLength} /> : <TextField {...typed} />
    case 'person-name':
      return <TextField {...typed} maxLength={50} />
    case 'citizen-id':
      return <TextField {...typed} type='id-card' maxLength={30} />
    case 'phone':
      return <TextField {...typed} type='phone' maxLength={20} />
    case 'choice':
      return field.options.length > VISIBLE_OPTIONS ? (
        <PickerField {...told} kind='selector' options={field.options} value={text} onChange={choose} />
      ) : (
        <ChoiceField {...told} options={field.options} value={text} onChange={choose} />
      )
    case 'street':
      return <PickerField {...told} kind='selector' options={field.options} value={text} onChange={choose} />
    case 'choices':
      return (
        <ChoicesField {...told} options={field.options} value={Array.isArray(answer) ? answer : []} onChange={choose} />
      )
    case 'date':
      return (
        <PickerField
          {...told}
          kind='date'
          earliest={field.earliest}
          latest={field.latest}
          value={text}
          onChange={chooseDay}
        />
      )
    case 'month':
      return (
        <PickerField {...told} {...monthLimits(field, props.today)} kind='month' value={text} onChange={chooseDay} />
      )
    case 'upload':
      return <UploadAnswer {...props} field={field} onEdit={choose} />
    case 'agreement':
      return <AgreementField {...told} text={field.text} value={answer === true} onChange={choose} />
  }
}
