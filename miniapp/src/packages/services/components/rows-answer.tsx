import { type Answer, type Row, rowsOf } from '@shared/contract/form'
import { checkAnswer } from '@shared/contract/form-check'
import { columnsOf, type RowsField } from '@shared/contract/form-family'
import { isBlank } from '@shared/contract/form-shown'
import type { CivilDate } from '@shared/values/civil-date'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Field } from '@/kit/field/field'
import { Press } from '@/kit/press/press'
import { LineInput } from './line-input'
import './rows-answer.scss'

export interface RowsAnswerProps {
  field: RowsField
  answer: Answer | undefined
  /** the rows as they are now, also between two drawings */
  answerNow: () => Answer | undefined
  today: CivilDate
  error?: string
  onEdit: (value: Row[]) => void
  onLeave: () => void
}

/** The rows on the screen: those answered, and at the beginning as many empty ones as are needed. */
function shownRows({ field }: Pick<RowsAnswerProps, 'field'>, answer: Answer | undefined): Row[] {
  const rows = rowsOf(answer)
  return rows.length > 0 ? rows : Array.from({ length: Math.max(1, field.minRows) }, () => ({}))
}

/** Rows of a table or of family members, each a small form of its own. */
export function RowsAnswer(props: RowsAnswerProps) {
  const { field, answer, answerNow, today, error, onEdit, onLeave } = props
  const columns = columnsOf(field)
  const numbered = shownRows(props, answer).map((row, index) => ({ row, number: index + 1 }))
  const change = (alter: (rows: Row[]) => Row[]) => onEdit(alter(shownRows(props, answerNow())))
  const wrongCell = (row: Row, column: (typeof columns)[number]): string | undefined => {
    if (!error || isBlank([row])) return undefined
    const checked = checkAnswer(column, row[column.id], today)
    return checked.ok ? undefined : checked.reason
  }
  const word = field.kind === 'family' ? '位' : '行'
  return (
    <Field name={field.id} label={field.label} hint={field.help} required={field.required} error={error} group>
      {numbered.map(({ row, number }) => (
        <View key={number} className='sv-row'>
          <View className='sv-row__head'>
            <View>
              第 {number} {word}
            </View>
            {numbered.length > 1 ? (
              <Press
                className='sv-row__drop'
                label={`删除${field.label}第 ${number} ${word}`}
                onPress={() => change((rows) => rows.filter((_, index) => index !== number - 1))}
              >
                删除
              </Press>
            ) : null}
          </View>
          {columns.map((column) => (
            <LineInput
              key={column.id}
              field={column}
              name={`${field.id}-${number}-${column.id}`}
              answer={row[column.id]}
              today={today}
              error={wrongCell(row, column)}
              onEdit={(value) =>
                change((rows) =>
                  rows.map((each, index) => (index === number - 1 ? { ...each, [column.id]: value } : each))
                )
              }
              onLeave={() => {
                // a row is checked when its last column is left: half a row is no mistake yet
                if (column === columns.at(-1)) onLeave()
              }}
            />
          ))}
        </View>
      ))}
      {numbered.length < field.maxRows ? (
        <Button kind='plain' onPress={() => change((rows) => [...rows, {}])}>
          {`再加一${word}`}
        </Button>
      ) : null}
    </Field>
  )
}
