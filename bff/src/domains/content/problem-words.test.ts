import path from 'node:path'
import { readContentFolder } from './content-files'
import { readContent } from './load'
import { inPlainWords } from './problem-words'

const seed = readContentFolder(path.resolve(__dirname, '../../../content'))
const file = 'services/flexible-enrolment'
const original = seed.get(file) ?? ''

/** What an editor reads after replacing a piece of the text. */
function told(from: string, to: string, item = file) {
  const before = seed.get(item) ?? ''
  const body = before.replace(from, to)
  if (body === before) throw new Error(`the item has no ${from}`)
  const { problems } = readContent(new Map(seed).set(item, body), 'zh-CN')
  return problems.map((one) => inPlainWords(one, item, body))
}
const lineOf = (text: string) => original.split('\n').findIndex((line) => line.startsWith(text)) + 1

it.each([
  ['department: human-resources', 'department: nowhere', 'department', '没有编号为“nowhere”的部门'],
  [
    'legalLimit: null',
    'legalLimit: { value: { days: 1, unit: working-days }, from: law58 }',
    'promise',
    '承诺时限比法定时限还长'
  ],
  ['visits: { value: 0', 'visits: { value: 2', 'visits', '到现场次数应为 0'],
  [
    'promise: { value: { days: 5, unit: working-days }, from: example }',
    'promise: { value: { days: 5, unit: working-days } }',
    'promise',
    '没有写依据'
  ],
  [
    '{ title: 中华人民共和国社会保险法, clause: 第十条(参加基本养老保险), from: law10 }',
    '{ title: 中华人民共和国社会保险法, clause: 第十条(参加基本养老保险), from: law11 }',
    'basis',
    '引用的依据“law11”在 sources 里没有'
  ],
  [
    'sharings: [flexible-application, flexible-result]',
    'sharings: [flexible-application]',
    'sharings',
    '要有且只有一条对应的信息提供事项'
  ],
  ['certNoField: citizenId', 'certNoField: number', 'acceptance', '申请表里没有必填的“number”字段'],
  ['summary: 没有单位', 'summery: 没有单位', '', 'summery']
])('an editor who writes %s wrongly reads at which line, and why, in plain Chinese', (from, to, part, why) => {
  const found = told(from, to)
  const one = found.find(({ text }) => text.includes(why))
  expect(one?.text).toMatch(/[\u4e00-\u9fff]/)
  if (!part) return
  const at = one?.line ?? 0
  expect(at).toBeGreaterThanOrEqual(lineOf(`${part}:`))
  expect(at).toBeLessThanOrEqual(lineOf(`${part}:`) + 6)
  // no English sentence is left over
  for (const { text } of found) expect(text).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/)
})

/** an item at our own desk, and a licence granted on a promise */
const [ALLOWANCE, PLEDGED] = ['services/elderly-allowance', 'services/employment-agency']
it.each<[string, string, string, ...string[]]>([
  [ALLOWANCE, 'document: bank-card', 'document: bank-book', '没有编号为“bank-book”的材料种类'],
  [
    ALLOWANCE,
    'from: [library.household]',
    'from: [identity.name]',
    '“identity.name”不能自动填到这个字段（类型 upload）里'
  ],
  [ALLOWANCE, 'acceptDays: 5', 'payDays: 5\n  acceptDays: 5', '没有写收费金额'],
  [
    ALLOWANCE,
    'acceptDays: 5',
    'coHandlers: [{ department: civil-affairs, question: 是否属实, days: 3, reads: [age] }]\n  acceptDays: 5',
    '会办部门“civil-affairs”不存在，或者就是本部门',
    '字段“age”，申请表里没有',
    '会办部门“civil-affairs”会看到填写的内容'
  ],
  [
    PLEDGED,
    'holder: { name: company, code: code }',
    'holder: { name: company, code: none }',
    '没有必填的企业名称（text）和统一社会信用代码'
  ],
  [
    PLEDGED,
    'holder: { name: company, code: code }\n',
    '\n',
    '要写明企业名称和统一社会信用代码是哪两个字段（holder）',
    '要写明许可发给谁（holder）'
  ],
  [PLEDGED, 'field: pledged', 'field: signature', '要指明一项不作承诺也能申请的承诺'],
  [
    PLEDGED,
    'kind: signature, label: 经办人签名, required: true',
    'kind: signature, label: 经办人签名, required: false',
    '必须要每个人签名'
  ]
])('of %s, %s written as %s is told in plain Chinese', (item, from, to, ...why) => {
  const found = told(from, to, item).map(({ text }) => text)
  for (const one of why) expect(found).toContainEqual(expect.stringContaining(one))
  for (const text of found) expect(text).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/)
})

it('later and promise at an item of another system are told in plain Chinese', () => {
  const [item] = [...seed].find(([, body]) => /department: ykb/.test(body) && /kind: upload,/.test(body)) ?? []
  const found = told('kind: upload,', 'kind: upload, later: { days: 5 },', item).map(({ text }) => text)
  expect(found).toContainEqual(expect.stringContaining('才能容缺后补（later）'))
})

it('a broken line of YAML is told by its number, a mistake in another file by the file', () => {
  const body = original.replace('hot: true', 'hot: true\n  cold: [')
  const { problems } = readContent(new Map(seed).set(file, body), 'zh-CN')
  const [first] = problems.map((one) => inPlainWords(one, file, body))
  expect(first).toMatchObject({ line: expect.any(Number), text: expect.stringContaining('不符合 YAML 格式') })
  const elsewhere = { file: 'sharings.yaml', path: 'flexible-result', problem: 'unknown system "x"' }
  expect(inPlainWords(elsewhere, file, original)).toMatchObject({ line: null, place: 'sharings.yaml' })
})

it.each([
  ['names the material "老人的护照", which neither the guide nor a 情形 has', '没有名为“老人的护照”的材料'],
  ['names no material; an item with 情形 needs it', '没有写对应哪一项材料']
])('an upload without its material is told in plain Chinese: %s', (problem, why) => {
  const told = inPlainWords({ file, path: 'form.card', problem }, file, original)
  expect(told.text).toContain(why)
  expect(told.text).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/)
})
