import { type Answer, type Field as FormField, textsOf } from '@shared/contract/form'
import { Button } from '@/kit/button/button'
import { Field } from '@/kit/field/field'
import { DeskInput } from './desk-input'
import { FormLine } from './form-line'
import { FormRows } from './form-rows'

interface FieldOfForm {
  field: FormField
  answer: Answer | undefined
  error: string | undefined
  /** files added to the answer of a field that holds some */
  addFiles: (field: string, most: number) => Promise<void>
  onChange: (value: Answer) => void
}

/** One question of an item's form at the desk: every kind of field there is. */
export function DeskFormField(props: FieldOfForm) {
  const { field, answer, error, onChange } = props
  switch (field.kind) {
    case 'table':
    case 'family':
      return <FormRows field={field} answer={answer} error={error} onChange={onChange} />
    case 'choices':
      return <Choices {...props} field={field} />
    case 'upload':
      return <Papers {...props} most={field.maxFiles} words='扫描或上传' />
    case 'signature':
      return <Papers {...props} most={1} words='上传本人签名' />
    case 'agreement':
      return <Agreement {...props} field={field} />
    case 'map-point':
      return (
        <DeskInput
          {...{ name: field.id, label: field.label, required: field.required, hint: '写明街道、路名和门牌号。' }}
          {...(error ? { error } : {})}
          value={typeof answer === 'string' ? answer : ''}
          onChange={onChange}
        />
      )
    default: {
      const value = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : ''
      return <FormLine field={field} name={field.id} value={value} error={error} onChange={onChange} />
    }
  }
}

const toldOf = ({ field, error }: Pick<FieldOfForm, 'field' | 'error'>) => ({
  ...{ name: field.id, label: field.label, required: field.required, group: true },
  ...(field.help ? { hint: field.help } : {}),
  ...(error ? { error } : {})
})

function Choices(props: FieldOfForm & { field: Extract<FormField, { kind: 'choices' }> }) {
  const chosen = textsOf(props.answer)
  return (
    <Field {...toldOf(props)}>
      {props.field.options.map(({ value, label }) => (
        <label key={value} className='zj-desk__choice'>
          <input
            className='zj-desk__tick'
            type='checkbox'
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              props.onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          {label}
        </label>
      ))}
    </Field>
  )
}

function Papers(props: FieldOfForm & { most: number; words: string }) {
  const files = textsOf(props.answer)
  return (
    <Field {...toldOf(props)}>
      <p>{files.length > 0 ? `已上传 ${files.length} 个文件` : '还没有上传'}</p>
      <div className='zj-desk__acts'>
        <Button
          kind='plain'
          narrow
          disabled={files.length >= props.most}
          onPress={() => props.addFiles(props.field.id, props.most - files.length)}
        >
          {`${props.words}：${props.field.label}`}
        </Button>
        {files.length > 0 ? (
          <Button kind='plain' narrow onPress={() => props.onChange([])}>
            {`重新上传${props.field.label}`}
          </Button>
        ) : null}
      </div>
    </Field>
  )
}

function Agreement(props: FieldOfForm & { field: Extract<FormField, { kind: 'agreement' }> }) {
  return (
    <Field {...toldOf(props)}>
      <p>{props.field.text}</p>
      <label className='zj-desk__choice'>
        <input
          className='zj-desk__tick'
          type='checkbox'
          checked={props.answer === true}
          onChange={({ target }) => props.onChange(target.checked)}
        />
        已读给本人听，本人同意
      </label>
    </Field>
  )
}
