import type { Part } from './topics'

/** What a question asks for of a matter, by the words it is asked with; the first that fits leads. */
const ASKED_FOR: [RegExp, readonly Part[]][] = [
  [/法定(时限|期限|时间)/, ['legalLimit']],
  [/材料|证件|资料|带什么|带哪些|交什么|交哪些|准备(什么|哪些)|复印件|要带/, ['materials']],
  [/多少钱|要钱|收费|收钱|费用|免费|花钱|工本费/, ['fee']],
  [/多久|几天|多长时间|什么时候(能|可以)|多快|时限|几个工作日|多少天/, ['promise', 'legalLimit']],
  [/电话|怎么联系|打哪个/, ['phone']],
  [/几点|上班时间|开门|办公时间|周末/, ['hours']],
  [/在哪|哪里|去哪|地址|窗口|地点|找谁|哪个部门/, ['windows']],
  [/条件|资格|谁能|谁可以|符合|能不能|能领吗|可以领吗/, ['conditions']],
  [/流程|步骤|分几步|怎么申请|怎么办|如何办/, ['steps']],
  [/跑几次|去几次|到现场|要不要去/, ['visits']],
  [/依据|哪条法|法律规定|什么文件/, ['basis']],
  [/发什么证|拿到什么|办好后|办完/, ['result', 'afterwards']]
]

/** Words that ask, address or soften; none of them says what the matter is. Longer ones first. */
const SAYS_NOTHING = new RegExp(
  [
    '能不能|可不可以|要不要|有没有|是不是|怎么办理|如何办理|怎么办|怎么样|怎么|怎样|如何|为什么|什么时候|多长时间|多少钱|多少天|多少|多久|几天',
    '请问|麻烦|一下|谢谢|你好|您好|哪一些|哪些|哪里|哪个|在哪|去哪|什么|需要|可以|应该|想要|我想|要带|带什么|准备|材料|证件|资料|条件|流程|步骤|手续',
    '收费|要钱|费用|免费|时限|电话|地址|窗口在|办理|办好|办下来|现在|今年|目前|已经|的话|最多|最少|最长|分几步|几步',
    '渝中区|渝中|重庆市|重庆|我们|我妈|我爸|妈妈|爸爸|父亲|母亲|我家|家里|自己|本人|我|你|您|他|她|的|了|吗|呢|吧|啊|呀|么|想|要|能|有|没|在|是|把|给|和|到|去|办|找|谁'
  ].join('|'),
  'g'
)

/** One spelling: full-width and compatibility forms folded, lower case, everything but Han, Latin and digits a blank. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Script=Han}a-z0-9]+/gu, ' ')
    .trim()

export interface Question {
  text: string
  /** what of the matter is asked for, most likely first; empty = not said */
  parts: readonly Part[]
  /** what the matter is called in the question: runs of symbols without what says nothing */
  words: string[]
}

/** Reads a question of at most 200 characters. */
export function readQuestion(text: string): Question {
  const plain = plainWords(text)
  const parts = ASKED_FOR.flatMap(([pattern, found]) => (pattern.test(plain) ? found : []))
  const words = plain.replace(SAYS_NOTHING, ' ').split(/ +/).filter(Boolean)
  return { text, parts: [...new Set(parts)], words }
}
