import type { Answer, Field } from '@shared/contract/form'
import { AgreementField } from '@/kit/agreement-field/agreement-field'
import { Button } from '@/kit/button/button'
import { Field as FieldBox } from '@/kit/field/field'
import { Notice } from '@/kit/notice/notice'

type UploadOf = Extract<Field, { kind: 'upload' }>
export type Instead = Extract<Answer, { instead: string }>

/** What stands in place of files; null = files, or nothing yet. */
export const insteadOf = (answer: Answer | undefined): Instead | null =>
  typeof answer === 'object' && 'instead' in answer ? answer : null

/** The ways on without the paper, where the item has some. */
export function WithoutFile({ field, onEdit }: { field: UploadOf; onEdit: (value: Answer) => void }) {
  return (
    <>
      {field.later ? (
        <Button narrow kind='plain' onPress={() => onEdit({ instead: 'later', agreed: true })}>
          先不交，{field.later.days} 个工作日内补交
        </Button>
      ) : null}
      {field.promise ? (
        <Button narrow kind='plain' onPress={() => onEdit({ instead: 'promise', agreed: false })}>
          签承诺书代替{field.label}
        </Button>
      ) : null}
    </>
  )
}

interface InsteadOfFileProps {
  field: UploadOf
  instead: Instead
  error: string | undefined
  onEdit: (value: Answer) => void
}

/** The paper comes later, or a promise stands for it; either way back to uploading it now. */
export function InsteadOfFile({ field, instead, error, onEdit }: InsteadOfFileProps) {
  const told = { name: field.id, label: field.label, required: field.required, error }
  return (
    <>
      {instead.instead === 'promise' && field.promise ? (
        <AgreementField
          {...told}
          label={`${field.label}的承诺书`}
          hint='核查发现不属实会记录下来，并影响这次办理的结果。'
          text={field.promise}
          value={instead.agreed}
          onChange={(agreed) => onEdit({ instead: 'promise', agreed })}
        />
      ) : (
        <FieldBox {...told} group>
          <Notice>
            这份材料可以先不交。请在提交后 {field.later?.days ?? 0}{' '}
            个工作日内，到“办件进度”里补交；没有按时补交会记录下来。
          </Notice>
        </FieldBox>
      )}
      <Button narrow kind='plain' onPress={() => onEdit([])}>
        现在就上传{field.label}
      </Button>
    </>
  )
}
