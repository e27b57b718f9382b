import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { Problem } from './load'
import { FORM_FINDINGS } from './problem-words-form'
import { RULE_FINDINGS } from './problem-words-rules'

/** A problem as an editor reads it. */
export interface ToldProblem {
  /** of the checked text, from 1; null when it is about the whole text or another file */
  line: number | null
  /** the part, as the desk calls it; empty = the whole text */
  place: string
  text: string
}

/** What the parts of a file are called at the desk; what is not here is called as in the file. */
const PARTS: Record<string, string> = {
  name: '事项名称',
  department: '部门',
  summary: '一句话说明',
  subjects: '服务对象',
  kind: '事项类型',
  caseKind: '办件类型',
  tags: '标签',
  aliases: '别名',
  sources: '依据来源',
  onlineDepth: '网上办理深度',
  visits: '到现场次数',
  legalLimit: '法定时限',
  promise: '承诺时限',
  fee: '收费',
  conditions: '申请条件',
  materials: '申请材料',
  steps: '办理步骤',
  basis: '设定依据',
  result: '办理结果',
  windows: '办理窗口',
  consultPhone: '咨询电话',
  complaintPhone: '投诉电话',
  questions: '常见问题',
  form: '申请表',
  eligibility: '能不能办',
  situations: '情形',
  examples: '像我这样的人',
  want: '应有的结论',
  given: '已知信息',
  acceptance: '受理部门接口',
  sharings: '信息提供',
  text: '内容',
  sections: '章节',
  version: '版本',
  effective: '生效日期',
  events: '人生大事',
  open: '受理时间',
  reform: '证照分离',
  bundle: '一件事',
  rules: '表单规则',
  schedules: '时段安排',
  halls: '大厅',
  institutions: '养老机构',
  lines: '窗口',
  levels: '评价等级',
  deadlines: '处理期限',
  ask: '补正用语',
  pause: '暂停用语',
  refuse: '不予受理用语'
}

/** Findings of the lint in the words of its editors; what is quoted stands in $1, $2. */
const FINDINGS: readonly [RegExp, string][] = [
  ...RULE_FINDINGS,
  ...FORM_FINDINGS,
  [/^vague wording "(.+)"; name what is meant$/, '“$1”说得不清楚，群众不知道要准备什么。请写明具体是什么。'],
  [/^unknown department "(.*)"$/, '没有编号为“$1”的部门，请核对部门编号。'],
  [/^can end after the legal limit$/, '承诺时限比法定时限还长，请改短，或核对法定时限。'],
  [/^Ⅳ \(全程网办\) means no visit at all$/, '网上办理深度是Ⅳ（全程网办），到现场次数应为 0。'],
  [/^is the number for questions; complaints need another$/, '投诉电话不能和咨询电话相同。'],
  [/^a value without a source$/, '这个数值没有写依据（from）。没有读到依据的数值请写 null。'],
  [/^its source is marked as read but quotes nothing$/, '依据标为已核对，但没有摘录原文。'],
  [/^is marked as read but quotes nothing$/, '依据标为已核对，但没有摘录原文。'],
  [/^quotes a line of a file but has no sha256 of it$/, '摘录了文件中的一行，但没有填这一行的校验值（sha256）。'],
  [/^names the source "(.*)", which is not under sources$/, '引用的依据“$1”在 sources 里没有。'],
  [/^is not used$/, '这条依据没有被引用，请删去，或在用到的地方写上 from。'],
  [/^has no acceptance$/, '有申请表，但没有写由哪个部门系统受理（acceptance）。'],
  [/^has no form$/, '写了受理部门接口（acceptance），但没有申请表。'],
  [/^two fields are called "(.*)"$/, '有两个字段都叫“$1”，字段编号不能重复。'],
  [/^the form has no required (\S+) field "(.*)"$/, '申请表里没有必填的“$2”字段（类型 $1）。'],
  [/^unknown sharing "(.*)"$/, '没有编号为“$1”的信息提供事项。'],
  [/^needs exactly one to (.*)$/, '向“$1”提供信息要有且只有一条对应的信息提供事项。'],
  [/^nothing goes to (.*)$/, '这件事不向“$1”提供信息，请删去多余的信息提供事项。'],
  [/^unknown system "(.*)"$/, '没有编号为“$1”的系统。'],
  [
    /^is false, but sensitive personal information is among the fields$/,
    '所提供的信息里有敏感个人信息，这里应为 true。'
  ],
  [/^"(.*)" is no sharing to this partner$/, '“$1”不是向这个网站提供信息的事项。'],
  [/^the sharing tells other ones than (.*)$/, '告知群众的信息和实际提供的（$1）不一致。'],
  [/^"(.*)" already belongs to (.*)$/, '别名“$1”已经用在事项“$2”上。'],
  [/^is "(.*)", but the (?:file|folder) is named otherwise$/, '编号写的是“$1”，和所编辑的内容编号不一致。'],
  [/^is no part of a service item\b.*$/, '事项文件夹里只能有 item.yaml、form.yaml、rules.yaml、examples.yaml。'],
  [/^is there twice$/, '同一编号出现了两次。'],
  [/^is missing$/, '缺少这个文件。'],
  [
    /^an item accepted at our own desk needs one, or its clock has nothing to count$/,
    '由本部门工作台受理的事项要写承诺时限。'
  ],
  [/^the guide names no result that could hold for a time$/, '写了证照的有效期，但办理结果（result）没有写发什么。'],
  [/^nothing is needed for what is abolished$/, '现在不用办的事项不应再要材料。'],
  [/^lacks 网上办: .*$/, '有在线申请表，请加上“网上办”标签。'],
  [/^lacks 马上办: .*$/, '承诺当场办结，请加上“马上办”标签。'],
  [/^has 马上办, but .*$/, '没有承诺当场办结，不能用“马上办”标签。'],
  [/^lacks 就近办: .*$/, '每个街道都有窗口，请加上“就近办”标签。'],
  [/^lacks 一次办: .*$/, '一张表或者跑一次就能办完，请加上“一次办”标签。'],
  [/^has 一次办, but .*$/, '没有一张表办完，也没有写最多跑一次，不能用“一次办”标签。'],
  [/^names the item itself$/, '一件事的组成事项里写了它自己。'],
  [/^names the item "(.*)", which there is not$/, '没有编号为“$1”的事项。'],
  [/^no item belongs to it$/, '没有事项属于这件人生大事。'],
  [/^unknown life event "(.*)"$/, '没有编号为“$1”的人生大事。'],
  [/^unknown schedule "(.*)"$/, '没有名为“$1”的时段安排。'],
  [/^unknown street "(.*)"$/, '没有代码为“$1”的街道。'],
  [/^must be (.*), in this order$/, '五个等级要齐全，并按 $1 的顺序排列。'],
  [/^has the reason "(.*)" twice$/, '原因“$1”出现了两次。'],
  [/^waits for "(.*)", which is not asked before it$/, '显示条件引用的“$1”没有排在它前面。'],
  [/^waits for "(.*)", but only choices and ticks can be waited for$/, '显示条件引用的“$1”不是选择或勾选。'],
  [/^waits for "(.*)", which "(.*)" does not offer$/, '显示条件里的“$1”不是“$2”的选项。'],
  [/^its least is more than its most$/, '下限比上限还大。'],
  [/^two columns are called "(.*)"$/, '有两列都叫“$1”，列编号不能重复。'],
  [/^unknown field "(.*)"$/, '申请表里没有编号为“$1”的字段。'],
  [/^"(.*)" is a (\S+) field, which (\S+) cannot compare$/, '字段“$1”（类型 $2）不能用于规则 $3。'],
  [/^adds amounts of money to other numbers$/, '金额和其他数字不能相加。'],
  [/^is no item that can be applied for by itself$/, '一件事里写的这个事项不能单独在网上申请。'],
  [/^is not told under bundle\.parts$/, '这个事项没有写在一件事的组成事项（bundle.parts）里。'],
  [
    /^asks for the (\S+) field "(.*)", which the form of the whole has not$/,
    '组成事项要填“$2”（类型 $1），一件事的申请表里没有这一项。'
  ],
  [/^"(.*)" is no choice of the field "(.*)"$/, '一件事替申请人填的“$1”不是字段“$2”的选项。'],
  [/^lacks "(.*)" of a part$/, '缺少组成事项的信息提供事项“$1”。'],
  [/^no part needs "(.*)"$/, '没有组成事项需要信息提供事项“$1”。'],
  [/^the working calendars are wrong:\n([\s\S]*)$/, '工作日历有误：$1']
]

/** Where the lint puts the place in front of its finding: `materials.0.name: vague wording …`. */
const SPLIT = /^([A-Za-z][\w.-]*): ([\s\S]+)$/

const placeInWords = (path: string): string =>
  path
    .split('.')
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? `第 ${Number(part) + 1} 项` : (PARTS[part] ?? part)))
    .join(' › ')

/** The line of a part, or of the nearest part around it that is written down. */
function lineOf(body: string, path: string): number | null {
  const lines = new LineCounter()
  const { contents } = parseDocument(body, { lineCounter: lines })
  let node: unknown = contents
  let at: number | undefined
  for (const part of path.split('.').filter(Boolean)) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part)
      if (isNode(pair?.key)) at = pair.key.range?.[0]
      node = pair?.value
    } else if (isNode(node) && 'items' in node && Array.isArray(node.items)) {
      node = node.items[Number(part)]
      if (isNode(node)) at = node.range?.[0]
    } else break
  }
  return at === undefined ? null : lines.linePos(at).line
}

/** A problem of the check in plain Chinese; `own` is the file that `body` stands in. */
export function inPlainWords({ file, path, problem }: Problem, own: string, body: string): ToldProblem {
  const split = path === '' ? SPLIT.exec(problem) : null
  const where = split?.[1] ?? path
  const finding = split?.[2] ?? problem
  const syntax = path === '' && !split ? /at line (\d+)/.exec(finding) : null
  const known = FINDINGS.find(([pattern]) => pattern.test(finding))
  const text = syntax
    ? '从这一行起不符合 YAML 格式，请检查缩进、引号和冒号后的空格。'
    : known
      ? finding.replace(...known)
      : finding
  if (file !== own) return { line: null, place: file, text: where ? `${placeInWords(where)}：${text}` : text }
  return { line: syntax ? Number(syntax[1]) : lineOf(body, where), place: placeInWords(where), text }
}
