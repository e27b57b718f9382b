import { type Answer, type Field, textsOf } from '@shared/contract/form'
import type { CivilDate } from '@shared/values/civil-date'
import { AgreementField } from '@/kit/agreement-field/agreement-field'
import { ChoicesField } from '@/kit/choice-field/choice-field'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import { LineInput } from './line-input'
import { MapPointAnswer } from './map-point-answer'
import { RegionAnswer } from './region-answer'
import { RowsAnswer } from './rows-answer'
import { SignatureAnswer } from './signature-answer'
import { UploadAnswer } from './upload-answer'

export interface AnswerInputProps {
  serviceId: string
  field: Field
  answer: Answer | undefined
  answerNow: () => Answer | undefined
  files: UploadedFile[]
  today: CivilDate
  error?: string
  onEdit: (value: Answer) => void
  /** the citizen begins to type here */
  onEnter?: () => void
  /** the citizen is done with this field for now: it may be checked */
  onLeave: () => void
  onFile: (file: UploadedFile) => void
  onUploading: (change: 1 | -1) => void
}

/** The input that suits one field of a form. */
export function AnswerInput(props: AnswerInputProps) {
  const { field, answer, error, onEdit, onLeave } = props
  const told = { name: field.id, label: field.label, hint: field.help, required: field.required, error }
  const choose = (value: Answer) => {
    onEdit(value)
    onLeave()
  }
  switch (field.kind) {
    case 'choices':
      return <ChoicesField {...told} options={field.options} value={textsOf(answer)} onChange={choose} />
    case 'region':
      return <RegionAnswer {...props} field={field} />
    case 'table':
    case 'family':
      return <RowsAnswer {...props} field={field} />
    case 'upload':
      return <UploadAnswer {...props} field={field} onEdit={choose} />
    case 'signature':
      return <SignatureAnswer {...props} field={field} />
    case 'map-point':
      return <MapPointAnswer {...props} field={field} />
    case 'agreement':
      return <AgreementField {...told} text={field.text} value={answer === true} onChange={choose} />
    default: {
      const line = typeof answer === 'string' || typeof answer === 'number' ? answer : undefined
      return <LineInput {...props} field={field} name={field.id} answer={line} />
    }
  }
}
