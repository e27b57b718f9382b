import * as z from 'zod/mini'
import { inputWords } from './input-words'

const wordsOf = (schema: z.ZodMiniType, value: unknown): string[] => {
  const parsed = z.safeParse(schema, value, { error: inputWords })
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message)
}

const inner = z.strictObject({ name: z.string() })
it.each<[string, z.ZodMiniType, unknown, string]>([
  ['nothing where something is needed', z.object({ name: z.string() }), {}, '缺少这一项。'],
  ['a number for words', z.string(), 5, '要填文字。'],
  ['words for a number', z.number(), '5', '要填数字。'],
  ['a fraction for a whole number', z.int(), 1.5, '要填整数。'],
  ['words for yes or no', z.boolean(), 'yes', '只能填“是”或“否”（true / false）。'],
  ['one for several', z.array(z.string()), 'a', '要填一个列表。'],
  ['words for several things together', inner, 'a', '格式不对。'],
  ['nothing typed', z.string().check(z.minLength(1)), '', '不能为空。'],
  ['too few characters', z.string().check(z.minLength(4)), 'abc', '至少 4 个字。'],
  ['too many characters', z.string().check(z.maxLength(2)), 'abc', '最多 2 个字。'],
  ['too few in a list', z.array(z.string()).check(z.minLength(1)), [], '至少 1 项。'],
  ['too many in a list', z.array(z.string()).check(z.maxLength(1)), ['a', 'b'], '最多 1 项。'],
  ['too small a number', z.number().check(z.gte(1)), 0, '不能小于 1。'],
  ['too big a number', z.number().check(z.lte(50)), 51, '不能大于 50。'],
  ['not below the border', z.number().check(z.lt(50)), 50, '要小于 50。'],
  ['not above the border', z.number().check(z.gt(0)), 0, '要大于 0。'],
  ['no multiple', z.number().check(z.multipleOf(5)), 7, '要是 5 的倍数。'],
  ['another pattern', z.string().check(z.regex(/^[0-9]+$/)), 'x', '格式不对。'],
  ['another option', z.enum(['个人', '法人']), 'x', '只能是其中之一：个人、法人。'],
  ['another constant', z.literal(true), false, '只能是 true。'],
  ['a name nobody knows', inner, { name: 'a', age: 5 }, '没有这些项：age。'],
  ['neither of two shapes', z.union([z.string(), z.number()]), true, '格式不对。']
])('%s is told in plain words', (_what, schema, value, words) => {
  expect(wordsOf(schema, value)).toEqual([words])
})

it('words of the contract itself come first', () => {
  const named = z.string().check(z.refine((text) => text !== 'x', '不能叫 x。'))
  expect(wordsOf(named, 'x')).toEqual(['不能叫 x。'])
})
