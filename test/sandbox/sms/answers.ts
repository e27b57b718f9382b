const messages = {
  '0000': '成功',
  E1001: '签名错误',
  E1002: '时间戳超出允许范围',
  E1003: '随机串重复',
  E1004: '应用不存在',
  E2001: '手机号码格式错误',
  E2002: '参数缺失或有误',
  E2004: '同一外部编号已发送过不同内容',
  E2005: '短信不存在',
  E2006: '模板不存在',
  E9001: '系统繁忙，请稍后重试'
} as const
type Code = keyof typeof messages

/** The gateway's answer to any call, always with HTTP 200. */
export type Answer = { code: Code; message: string; data?: object }

/** The answer with the wording that belongs to its code. */
export function answer(code: Code, data?: object): Answer {
  return { code, message: messages[code], ...(data === undefined ? {} : { data }) }
}
