import { REGISTRY } from '../../test/support/rules/made-rules'
import { parseFacts } from './facts'
import { readQuantity, toBase } from './units'

const refused = (input: unknown) => {
  const facts = parseFacts(input, REGISTRY)
  return facts.ok ? null : facts.fields
}

it('facts are read as they are sent, in base units', () => {
  const facts = parseFacts(
    { 企业规模: '小型', 水表口径: { value: 8, unit: 'cm' }, 注册资本: { value: 8.2, unit: '万元' }, 残疾等级: null },
    REGISTRY
  )
  expect(facts.ok && [...facts.value]).toEqual([
    ['企业规模', '小型'],
    ['水表口径', 80],
    ['注册资本', 8_200_000],
    ['残疾等级', null]
  ])
})

describe('a fact that cannot be is refused by name', () => {
  it.each<[string, unknown, string]>([
    ['水表口径', 80, '要带单位'],
    ['水表口径', '80 mm', '要带单位'],
    ['水表口径', { value: '80', unit: 'mm' }, '要带单位'],
    ['水表口径', { value: 80, unit: '人' }, '单位只能是mm、cm、m'],
    ['水表口径', { value: 80, unit: 'toString' }, '单位只能是'],
    ['水表口径', { value: 80, unit: 'mm', note: 'x' }, '不要写别的'],
    ['水表口径', { value: -1, unit: 'mm' }, '不能是负数'],
    ['从业人数', { value: 1.5, unit: '人' }, '数值不对'],
    ['年龄', { value: 79.5, unit: '岁' }, '只能填整数'],
    ['企业规模', '袖珍', '只能是大型、中型、小型、微型'],
    ['企业规模', null, '不能是空的'],
    ['外资工商企业', 'true', '只能是 true 或者 false'],
    ['评分', '60', '要填数字'],
    ['评分', Number.NaN, '要填数字'],
    ['出生日期', '2026-2-3', '要填真实的日期'],
    ['行业代码', '6513', '格式不对，例如 I6513'],
    ['行业代码', ' ', '要填文字'],
    ['行业代码', 'I'.repeat(201), '最多 200 个字'],
    ['身高', 180, '没有这一项'],
    ['constructor', 1, '没有这一项']
  ])('%s: %p', (name, value, reason) => {
    expect(refused({ [name]: value })?.[name]).toContain(reason)
    expect(refused({ [name]: value })?.[name]).toContain(name)
  })

  it('the age beside the date of birth is one too many', () => {
    expect(refused({ 年龄: { value: 60, unit: '岁' }, 出生日期: '1966-01-01' })).toEqual({
      年龄: '年龄：可以由出生日期算出，两项只填一项。'
    })
  })

  it('what is no object at all is refused', () => {
    for (const input of [null, [], 'x', 1]) expect(refused(input)).toHaveProperty('facts')
  })
})

describe('units', () => {
  it('convert inside a dimension and keep the decimals that were written', () => {
    expect(toBase({ value: 0.1, unit: 'm' })).toBe(toBase({ value: 100, unit: 'mm' }))
    expect(toBase({ value: 1.1, unit: '亿元' })).toBe(11_000_000_000)
    expect(toBase({ value: 1000, unit: '万元' })).toBe(toBase({ value: 0.1, unit: '亿元' }))
    expect(toBase({ value: 1.5, unit: '年' })).toBe(18)
  })

  it('refuse what is not whole, negative, or beyond what is counted exactly', () => {
    expect(toBase({ value: 12.345, unit: '元' })).toBeUndefined()
    expect(toBase({ value: -1, unit: '人' })).toBeUndefined()
    expect(toBase({ value: 1e9, unit: '亿元' })).toBeUndefined()
    expect(toBase({ value: Number.POSITIVE_INFINITY, unit: 'mm' })).toBeUndefined()
  })

  it('are read from the words of a rule', () => {
    expect(readQuantity('100 mm')).toEqual({ value: 100, unit: 'mm' })
    expect(readQuantity('0.5万元')).toEqual({ value: 0.5, unit: '万元' })
    expect(readQuantity('5%')).toEqual({ value: 5, unit: '%' })
    for (const text of ['mm', '-1 mm', '1e3 mm', '100', '100 inch']) expect(readQuantity(text)).toBeUndefined()
  })
})
