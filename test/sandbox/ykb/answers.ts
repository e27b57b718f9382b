const messages = {
  '0000': '成功',
  E1001: '签名错误',
  E1002: '时间戳超出允许范围',
  E1003: '随机串重复',
  E1004: '应用不存在',
  E2001: '事项不存在',
  E2002: '字段缺失或有误',
  E2004: '同一外部编号已提交过不同内容',
  E2005: '办件不存在',
  E9001: '系统繁忙，请稍后重试'
} as const
export type Code = keyof typeof messages

/** A wrong field by its path in the body, with a reason in Chinese. */
export type FieldProblem = { field: string; reason: string }

/** The platform's answer to any call, always with HTTP 200. */
export type Answer = { code: Code; message: string; data?: object }

/** The answer with the wording that belongs to its code. */
export function answer(code: Code, data?: object): Answer {
  return { code, message: messages[code], ...(data === undefined ? {} : { data }) }
}

/** E2002 with the fields that are wrong. */
export function wrongFields(fields: FieldProblem[]): Answer {
  return answer('E2002', { fields })
}
