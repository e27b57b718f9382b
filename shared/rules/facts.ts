import { readDay, sayDay } from './days'
import { type FactDefinition, type FactRegistry, matches, type QuantityDefinition } from './registry'
import { baseOf, dimensionOf, fromBase, isUnit, sayQuantity, toBase, unitsOf } from './units'

/**
 * A value as rules compare it: quantities in base units (money in 分), days as day numbers, null = there is none.
 */
export type Known = string | number | boolean | null

/** What is known of a person or an enterprise, by name of the fact; an absent one is unknown. Made by parseFacts. */
export type Facts = ReadonlyMap<string, Known>

/** Read, or the sentence that says what is wrong. */
export type Read<V> = { ok: true; value: V } | { ok: false; reason: string }
const good = <V>(value: V): Read<V> => ({ ok: true, value })
const bad = (reason: string): Read<never> => ({ ok: false, reason })

/** Whether something sent or written is an object with names. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function readAmount(fact: QuantityDefinition, given: unknown): Read<number> {
  const units = unitsOf(fact.dimension).join('、')
  const wanted = `请写成 { "value": 数字, "unit": "${fact.unit}" }`
  if (!isRecord(given) || typeof given.value !== 'number') return bad(`要带单位，${wanted}。`)
  if (Object.keys(given).some((key) => key !== 'value' && key !== 'unit')) return bad(`${wanted}，不要写别的。`)
  if (!isUnit(given.unit) || dimensionOf(given.unit) !== fact.dimension) return bad(`单位只能是${units}。`)
  const base = toBase({ value: given.value, unit: given.unit })
  if (base === undefined) return bad('数值不对：不能是负数，也不能比最小的单位更细。')
  return fact.whole && base % baseOf(fact.unit) !== 0 ? bad('只能填整数。') : good(base)
}

function readText(fact: Extract<FactDefinition, { type: 'text' }>, given: unknown): Read<string> {
  if (typeof given !== 'string' || given.trim() === '') return bad('要填文字。')
  if (given.length > 200) return bad('最多 200 个字。')
  if (fact.pattern !== undefined && !matches(fact.pattern, given)) return bad(`格式不对，例如 ${fact.example}。`)
  return good(given)
}

/** Reads one value of a fact as it is sent; the reason is a Chinese half sentence without the name. */
export function readFact(fact: FactDefinition, given: unknown): Read<Known> {
  if (given === null) return fact.none ? good(null) : bad('不能是空的；不知道就不要填。')
  switch (fact.type) {
    case 'boolean':
      return typeof given === 'boolean' ? good(given) : bad('只能是 true 或者 false。')
    case 'number':
      return typeof given === 'number' && Number.isFinite(given) ? good(given) : bad('要填数字。')
    case 'text':
      return readText(fact, given)
    case 'choice':
      return typeof given === 'string' && fact.options.includes(given)
        ? good(given)
        : bad(`只能是${fact.options.join('、')}。`)
    case 'date': {
      const day = typeof given === 'string' ? readDay(given) : undefined
      return day === undefined ? bad('要填真实的日期，例如 2026-11-05。') : good(day)
    }
    case 'quantity':
      return readAmount(fact, given)
  }
}

/**
 * Reads facts as they are sent: `{ "企业规模": "小型", "水表口径": { "value": 80, "unit": "mm" } }`. A name that is not in
 * the registry, a wrong type or unit, and a value given beside the date it is counted from are refused; `fields` then
 * holds one Chinese sentence for each, by name.
 */
export function parseFacts(
  input: unknown,
  registry: FactRegistry
): { ok: true; value: Facts } | { ok: false; fields: Record<string, string> } {
  if (!isRecord(input)) return { ok: false, fields: { facts: '要写成 { "名称": 值 }。' } }
  const facts = new Map<string, Known>()
  const fields: Record<string, string> = {}
  for (const [name, given] of Object.entries(input)) {
    const fact = registry.get(name)
    const read = fact ? readFact(fact, given) : bad('没有这一项。')
    if (!read.ok) fields[name] = `${name}：${read.reason}`
    else facts.set(name, read.value)
    if (fact?.type === 'quantity' && fact.since !== undefined && Object.hasOwn(input, fact.since))
      fields[name] = `${name}：可以由${fact.since}算出，两项只填一项。`
  }
  return Object.keys(fields).length === 0 ? { ok: true, value: facts } : { ok: false, fields }
}

/** A value of a fact in plain Chinese. */
export function sayFact(fact: FactDefinition, value: Known): string {
  if (value === null) return '没有'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return value
  if (fact.type === 'quantity') return sayQuantity(fromBase(value, fact.unit))
  return fact.type === 'date' ? sayDay(value) : String(value)
}
