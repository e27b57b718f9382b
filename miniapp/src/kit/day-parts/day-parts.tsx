import { useEffect, useState } from 'react'
import { type FieldProps, inputAria } from '../field/field'
import { joinDay, monthsBetween, type Parts, splitDay, yearsBetween } from './parts'
import './day-parts.scss'

export interface DayPartsProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  earliest?: string
  latest?: string
  withDay: boolean
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)

function Part(props: {
  name: string
  unit: string
  value: string
  numbers: number[]
  onChange: (value: string) => void
}) {
  return (
    <select
      className='zj-input zj-select'
      id={props.name}
      aria-label={props.unit}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      <option value=''>{props.unit}</option>
      {props.numbers.map((number) => (
        <option key={number} value={String(number).padStart(2, '0')}>
          {number} {props.unit}
        </option>
      ))}
    </select>
  )
}

/**
 * H5: a day or month as lists of year, month and day. The browser's own date box speaks the browser's language and,
 * for months, does not exist in some. Gives '' until every part is chosen.
 */
export function DayParts({ value, onChange, earliest, latest, withDay, ...field }: DayPartsProps) {
  const [parts, setParts] = useState<Parts>(() => splitDay(value))
  useEffect(() => {
    if (value !== '') setParts(splitDay(value))
  }, [value])
  const change = (changed: Partial<Parts>) => {
    const wanted = { ...parts, ...changed }
    const there = monthsBetween(wanted.year, earliest, latest).includes(Number(wanted.month))
    const next = there ? wanted : { ...wanted, month: '' }
    setParts(next)
    onChange(joinDay(next, withDay))
  }
  const days = parts.year && parts.month ? new Date(Number(parts.year), Number(parts.month), 0).getDate() : 31
  return (
    <div className='zj-day-parts'>
      <Part
        name={inputAria(field).id}
        unit='年'
        value={parts.year}
        numbers={yearsBetween(earliest, latest)}
        onChange={(year) => change({ year })}
      />
      <Part
        name={`${field.name}-month`}
        unit='月'
        value={parts.month}
        numbers={monthsBetween(parts.year, earliest, latest)}
        onChange={(month) => change({ month })}
      />
      {withDay ? (
        <Part
          name={`${field.name}-day`}
          unit='日'
          value={parts.day}
          numbers={upTo(days)}
          onChange={(day) => change({ day })}
        />
      ) : null}
    </div>
  )
}
