import type { fact } from '@shared/contract/facts'
import { sayQuantity, type Unit } from '@shared/rules/units'
import type * as z from 'zod/mini'
import { dateWords } from '@/kit/when/when'

export type AskedFact = z.output<typeof fact>

/** A fact as it is sent; null = there is none. */
export type FactValue = string | number | boolean | null | { value: number; unit: Unit }

/** What was told so far, by name of the fact. */
export type Told = Record<string, FactValue>

/** What was told, in words. */
export function sayValue(fact: AskedFact, value: FactValue): string {
  if (value === null) return '没有'
  if (typeof value === 'boolean') return value ? '是' : '不是'
  if (typeof value === 'object') return sayQuantity(value)
  return fact.type === 'date' ? dateWords(String(value)) : String(value)
}

/** What stands in the input for a value; '' for none. */
export function inputText(value: FactValue | undefined): string {
  if (value === undefined || value === null || typeof value === 'boolean') return ''
  return typeof value === 'object' ? String(value.value) : String(value)
}

/** The value somebody typed; null when it is no number where one is asked. */
export function typedValue({ type, unit }: AskedFact, text: string): FactValue {
  const typed = text.trim()
  if (type !== 'quantity' && type !== 'number') return typed === '' ? null : typed
  const number = Number(typed)
  if (typed === '' || Number.isNaN(number)) return null
  return type === 'quantity' && unit ? { value: number, unit } : number
}
