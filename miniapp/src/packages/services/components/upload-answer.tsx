import { type Answer, type Field, textsOf } from '@shared/contract/form'
import { type UploadedFile, UploadField } from '@/kit/upload-field/upload-field'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { fileAddress, openFile, uploadFile } from '../api'

export interface UploadAnswerProps {
  field: Extract<Field, { kind: 'upload' }>
  /** the answer as it is now, also in the middle of several uploads */
  answerNow: () => Answer | undefined
  files: UploadedFile[]
  error?: string
  onEdit: (value: Answer) => void
  onFile: (file: UploadedFile) => void
  /** +1 when a file is chosen, -1 when it is uploaded or given up: the form waits for them */
  onUploading: (change: 1 | -1) => void
}

/** Files of an answer. */
export function UploadAnswer({ field, answerNow, files, error, onEdit, onFile, onUploading }: UploadAnswerProps) {
  const known = (ids: string[]): UploadedFile[] =>
    ids.map((id) => files.find((file) => file.id === id) ?? { id, name: '已上传的文件', bytes: 0, type: '' })
  const change = (alter: (files: UploadedFile[]) => UploadedFile[]) => {
    const before = known(textsOf(answerNow()))
    const after = alter(before)
    for (const file of after) if (!before.some((one) => one.id === file.id)) onFile(file)
    onEdit(after.map((file) => file.id))
  }
  return (
    <UploadField
      name={field.id}
      label={field.label}
      hint={field.help}
      required={field.required}
      error={error}
      maxFiles={field.maxFiles}
      files={known(textsOf(answerNow()))}
      onChange={change}
      onPending={onUploading}
      send={uploadFile}
      show={fileAddress}
      open={(file) => void openFile(file).catch((caught: unknown) => toast(asCallError(caught).message))}
    />
  )
}
