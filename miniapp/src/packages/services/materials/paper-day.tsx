import type { Field } from '@shared/contract/form'
import { parseCivilDate } from '@shared/values/civil-date'
import { Button } from '@/kit/button/button'
import { PickerField } from '@/kit/picker-field/picker-field'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { dateFile } from './api'

interface PaperDayProps {
  field: Pick<Field, 'id' | 'label'>
  files: UploadedFile[]
  /** a file as it is kept now */
  onFile: (file: UploadedFile) => void
}

/** The last day of a paper that runs out, as it is read from the photo: nobody sends an expired one by mistake. */
export function PaperDay({ field, files, onFile }: PaperDayProps) {
  const known = files.find(({ validUntil }) => validUntil)?.validUntil ?? ''
  const keep = async (day: string | null) => {
    try {
      for (const file of files) onFile(await dateFile(file.id, day))
    } catch (caught) {
      const { code, message } = asCallError(caught)
      toast(code === 'conflict' ? '交过的文件不能改日期，请删掉后重新上传' : message)
    }
  }
  return (
    <>
      <PickerField
        kind='date'
        name={`${field.id}-day`}
        label={`${field.label}上写的有效期`}
        hint='照着写的最后一天填；写着“长期”的不用填'
        value={known}
        onChange={(day) => (parseCivilDate(day) ? void keep(day) : undefined)}
      />
      {known ? (
        <Button narrow kind='plain' onPress={() => keep(null)}>
          改成长期有效
        </Button>
      ) : null}
    </>
  )
}
