import { type Answer, type Field, textsOf } from '@shared/contract/form'
import { SignatureField } from '@/kit/signature-field/signature-field'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import type { PickedFile } from '@/platform/pick-files'
import { fileAddress, uploadFile } from '../api'

export interface SignatureAnswerProps {
  field: Extract<Field, { kind: 'signature' }>
  answer: Answer | undefined
  error?: string
  onEdit: (value: Answer) => void
  onLeave: () => void
  onFile: (file: UploadedFile) => void
  onUploading: (change: 1 | -1) => void
}

/** A signature: the drawing is uploaded as a picture, like any other file. */
export function SignatureAnswer({ field, answer, error, onEdit, onLeave, onFile, onUploading }: SignatureAnswerProps) {
  const [drawn] = textsOf(answer)
  const typed = typeof answer === 'object' && 'signedName' in answer ? answer : null
  const keep = async (picture: PickedFile) => {
    onUploading(1)
    try {
      const file = await uploadFile(picture, () => undefined)
      onFile(file)
      onEdit([file.id])
      onLeave()
    } finally {
      onUploading(-1)
    }
  }
  return (
    <SignatureField
      name={field.id}
      label={field.label}
      hint={field.help}
      required={field.required}
      error={error}
      drawn={drawn ? () => fileAddress({ id: drawn }) : null}
      typed={typed}
      onDrawn={keep}
      onTyped={onEdit}
      onClear={() => onEdit([])}
      onLeave={onLeave}
    />
  )
}
