import { type Answer, type Field, textsOf } from '@shared/contract/form'
import { type UploadedFile, UploadField } from '@/kit/upload-field/upload-field'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { fileAddress, openFile, uploadFile } from '../api'
import { EarlierPapers } from '../materials/earlier-papers'
import { PaperDay } from '../materials/paper-day'
import { InsteadOfFile, insteadOf, WithoutFile } from '../owed/instead-of-file'

export interface UploadAnswerProps {
  serviceId: string
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

/** Files of an answer; a paper of a known kind may be one that was handed in before. */
export function UploadAnswer(props: UploadAnswerProps) {
  const { serviceId, field, answerNow, files, error, onEdit, onFile, onUploading } = props
  const known = (ids: string[]): UploadedFile[] =>
    ids.map((id) => files.find((file) => file.id === id) ?? { id, name: '已上传的文件', bytes: 0, type: '' })
  const change = (alter: (files: UploadedFile[]) => UploadedFile[]) => {
    const before = known(textsOf(answerNow()))
    const after = alter(before)
    for (const file of after) if (!before.some((one) => one.id === file.id)) onFile(file)
    onEdit(after.map((file) => file.id))
  }
  const chosen = known(textsOf(answerNow()))
  const instead = insteadOf(answerNow())
  if (instead) return <InsteadOfFile field={field} instead={instead} error={error} onEdit={onEdit} />
  return (
    <>
      <UploadField
        name={field.id}
        label={field.label}
        hint={field.help}
        required={field.required}
        error={error}
        maxFiles={field.maxFiles}
        files={chosen}
        onChange={change}
        onPending={onUploading}
        send={uploadFile}
        show={fileAddress}
        open={(file) => void openFile(file).catch((caught: unknown) => toast(asCallError(caught).message))}
      />
      {field.document && chosen.length < field.maxFiles ? (
        <EarlierPapers
          serviceId={serviceId}
          field={field}
          document={field.document}
          onUse={(file) => change((was) => [...was, file])}
        />
      ) : null}
      {chosen.length === 0 ? <WithoutFile field={field} onEdit={onEdit} /> : null}
      {field.expires && chosen.length > 0 ? <PaperDay field={field} files={chosen} onFile={onFile} /> : null}
    </>
  )
}
