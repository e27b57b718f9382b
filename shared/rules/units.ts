/** What a quantity can measure; values are converted inside one of these only. */
export const DIMENSIONS = ['长度', '面积', '金额', '比例', '人数', '期间', '天数', '工作日数', '功率'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const UNIT_NAMES = [
  ...(['mm', 'cm', 'm', '平方米', '分', '元', '万元', '亿元'] as const),
  ...(['%', '人', '年', '岁', '月', '日', '工作日', '千瓦'] as const)
] as const
export type Unit = (typeof UNIT_NAMES)[number]

/**
 * Every unit a rule or a fact may name: its dimension, how many base units it is (mm, 平方米, 分, %, 人, 月, 日, 工作日,
 * 千瓦), and how it is said. A month has no fixed number of days and a working day depends on the calendar, so 年/月, 日
 * and 工作日 are three dimensions.
 */
const UNITS = {
  mm: { dimension: '长度', times: 1, said: '毫米' },
  cm: { dimension: '长度', times: 10, said: '厘米' },
  m: { dimension: '长度', times: 1000, said: '米' },
  平方米: { dimension: '面积', times: 1, said: '平方米' },
  分: { dimension: '金额', times: 1, said: '分' },
  元: { dimension: '金额', times: 100, said: '元' },
  万元: { dimension: '金额', times: 1_000_000, said: '万元' },
  亿元: { dimension: '金额', times: 10_000_000_000, said: '亿元' },
  '%': { dimension: '比例', times: 1, said: '%' },
  人: { dimension: '人数', times: 1, said: '人' },
  年: { dimension: '期间', times: 12, said: '年' },
  岁: { dimension: '期间', times: 12, said: '周岁' },
  月: { dimension: '期间', times: 1, said: '个月' },
  日: { dimension: '天数', times: 1, said: '日' },
  工作日: { dimension: '工作日数', times: 1, said: '个工作日' },
  千瓦: { dimension: '功率', times: 1, said: '千瓦' }
} as const satisfies Record<Unit, { dimension: Dimension; times: number; said: string }>

/** A value with its unit, as it stands in rules and facts: `{ value: 80, unit: 'mm' }`. */
export interface Quantity {
  value: number
  unit: Unit
}

/** Counted in whole base units: half a person or half a 分 does not exist. */
const WHOLE: readonly Dimension[] = ['金额', '人数', '期间', '天数', '工作日数']

const KNOWN: ReadonlySet<unknown> = new Set(UNIT_NAMES)

export const isUnit = (name: unknown): name is Unit => KNOWN.has(name)
export const dimensionOf = (unit: Unit): Dimension => UNITS[unit].dimension
export const isWhole = (dimension: Dimension): boolean => WHOLE.includes(dimension)
/** One of this unit, in base units. */
export const baseOf = (unit: Unit): number => UNITS[unit].times
/** The units of a dimension, for messages. */
export const unitsOf = (dimension: Dimension): Unit[] => UNIT_NAMES.filter((name) => dimensionOf(name) === dimension)

/**
 * In base units; undefined when the value is no number, negative, beyond what is counted exactly, or (money, persons,
 * months, days) not whole there. Decimals are those that were written: 8.2 万元 is exactly 820000000 分.
 */
export function toBase({ value, unit }: Quantity): number | undefined {
  const times = value * UNITS[unit].times
  if (!Number.isFinite(times) || times < 0 || times > Number.MAX_SAFE_INTEGER) return undefined
  // 8.2 * 1_000_000 is 8199999.999999999: six decimals are more than any text states, and binary noise is far below
  const written = times < 1e9 ? Math.round(times * 1e6) / 1e6 : Math.round(times * 1e3) / 1e3
  return isWhole(dimensionOf(unit)) && !Number.isInteger(written) ? undefined : written
}

/** So many base units in the given unit. */
export const fromBase = (base: number, unit: Unit): Quantity => ({
  value: Math.round((base / UNITS[unit].times) * 1e6) / 1e6,
  unit
})

/** 80 毫米, 2 万元, 60 周岁, 35% */
export const sayQuantity = ({ value, unit }: Quantity): string =>
  unit === '%' ? `${value}%` : `${value} ${UNITS[unit].said}`

/** `100 mm`, `1000万元`, `5%`; undefined when it is not a number followed by a known unit. */
export function readQuantity(text: string): Quantity | undefined {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(\D+)$/.exec(text.trim()) ?? []
  return isUnit(unit) ? { value: Number(digits), unit } : undefined
}
