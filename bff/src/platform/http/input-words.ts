import type * as z from 'zod/mini'

type Issue = z.core.$ZodRawIssue

const WANTED: Record<string, string> = {
  string: '要填文字。',
  number: '要填数字。',
  int: '要填整数。',
  boolean: '只能填“是”或“否”（true / false）。',
  array: '要填一个列表。'
}

const WRONG_SHAPE = '格式不对。'

/** How the size of a text or a list is counted; null = a number, which has no size. */
const unitOf = (origin: string): string | null =>
  origin === 'string' ? '个字' : origin === 'array' || origin === 'set' ? '项' : null

type Bound<I> = Omit<I, 'path' | 'message'>

function tooSmall({ origin, minimum, inclusive }: Bound<z.core.$ZodIssueTooSmall>): string {
  const unit = unitOf(origin)
  if (unit) return origin === 'string' && Number(minimum) <= 1 ? '不能为空。' : `至少 ${minimum} ${unit}。`
  return inclusive === false ? `要大于 ${minimum}。` : `不能小于 ${minimum}。`
}

function tooBig({ origin, maximum, inclusive }: Bound<z.core.$ZodIssueTooBig>): string {
  const unit = unitOf(origin)
  if (unit) return `最多 ${maximum} ${unit}。`
  return inclusive === false ? `要小于 ${maximum}。` : `不能大于 ${maximum}。`
}

/**
 * What is wrong with one value that came in, as a person reads it beside the field: plain Chinese, no names of types and
 * no patterns. Words that the contract gives itself come before these.
 */
export function inputWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项。' : (WANTED[issue.expected] ?? WRONG_SHAPE)
    case 'invalid_value':
      return issue.input === undefined
        ? '缺少这一项。'
        : issue.values.length === 1
          ? `只能是 ${String(issue.values[0])}。`
          : `只能是其中之一：${issue.values.map(String).join('、')}。`
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'not_multiple_of':
      return `要是 ${issue.divisor} 的倍数。`
    case 'unrecognized_keys':
      return `没有这些项：${issue.keys.join('、')}。`
    default:
      return WRONG_SHAPE
  }
}
