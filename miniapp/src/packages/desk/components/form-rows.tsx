import { type Answer, type Row, rowsOf } from '@shared/contract/form'
import { columnsOf, type RowsField } from '@shared/contract/form-family'
import { Button } from '@/kit/button/button'
import { Field } from '@/kit/field/field'
import { FormLine } from './form-line'

/** Rows of a table or of family members, filled in by a clerk. */
export function FormRows(props: {
  field: RowsField
  answer: Answer | undefined
  error: string | undefined
  onChange: (rows: Row[]) => void
}) {
  const { field, error, onChange } = props
  const answered = rowsOf(props.answer)
  const rows = answered.length > 0 ? answered : Array.from({ length: Math.max(1, field.minRows) }, (): Row => ({}))
  return (
    <Field
      {...{ name: field.id, label: field.label, required: field.required, group: true }}
      {...(field.help ? { hint: field.help } : {})}
      {...(error ? { error } : {})}
    >
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place
        <fieldset key={at} className='zj-desk__choices'>
          <legend>第 {at + 1} 行</legend>
          {columnsOf(field).map((column) => (
            <FormLine
              key={column.id}
              field={column}
              name={`${field.id}-${at}-${column.id}`}
              value={String(row[column.id] ?? '')}
              error={undefined}
              onChange={(value) =>
                onChange(rows.map((each, place) => (place === at ? { ...each, [column.id]: value } : each)))
              }
            />
          ))}
          {rows.length > 1 ? (
            <Button kind='plain' narrow onPress={() => onChange(rows.filter((_, place) => place !== at))}>
              {`删除第 ${at + 1} 行`}
            </Button>
          ) : null}
        </fieldset>
      ))}
      {rows.length < field.maxRows ? (
        <Button kind='plain' narrow onPress={() => onChange([...rows, {}])}>
          再加一行
        </Button>
      ) : null}
    </Field>
  )
}
