import { TextArea } from '@/kit/text-area/text-area'
import { DeskInput } from './desk-input'
import { wrongAt } from './use-act'

interface Words {
  value: string
  onChange: (value: string) => void
  fields: Record<string, string>
}

/** Why: told to the applicant word for word, unless the hint says otherwise. */
export const ReasonField = ({
  label = '理由',
  hint = '会原样告知申请人。',
  fields,
  ...words
}: Words & { label?: string; hint?: string }) => (
  <TextArea
    name='reason'
    label={label}
    hint={hint}
    required
    maxLength={500}
    {...words}
    {...wrongAt(fields, 'reason')}
  />
)

/** The law a refusal stands on. */
export const BasisField = ({ fields, ...words }: Words) => (
  <DeskInput name='basis' label='法律依据' required {...words} {...wrongAt(fields, 'basis')} />
)
