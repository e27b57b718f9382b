import type { Guide, TimeLimit } from '@shared/contract/guide'
import type { Source } from '@shared/contract/parts'
import type { Content, HallDefinition, Situation } from '../content/port'

/** The parts of a guide or hall that somebody can ask for, as the person reads them above the quoted line. */
export const PARTS = {
  questions: '常见问题',
  conditions: '受理条件',
  materials: '申请材料',
  fee: '收费',
  promise: '承诺时限',
  legalLimit: '法定时限',
  steps: '办理流程',
  windows: '办理地点',
  hours: '办公时间',
  phone: '咨询电话',
  visits: '到现场次数',
  result: '办理结果',
  basis: '设定依据',
  reform: '改革说明',
  afterwards: '办完还要办什么',
  summary: '简介'
} as const
export type Part = keyof typeof PARTS

/** One published line, word for word. */
export interface Line {
  part: Part
  text: string
  source: Source | null
}

/** A published thing that questions can be about. */
export interface Topic {
  about: { kind: 'service' | 'hall'; id: string; title: string }
  /** what it is called, the official name first */
  names: string[]
  lines: Line[]
}

const limitText = ({ days, unit }: TimeLimit): string =>
  unit === 'at-once' ? '当场办结' : `${days} 个${unit === 'working-days' ? '工作日' : '自然日'}`

type Sourced<T> = { value: T | null; source: Source | null }
/** Nothing where nobody has read a value anywhere: an empty place is never filled with words. */
const line = <T>(part: Part, { value, source }: Sourced<T>, text: (value: T) => string): Line[] =>
  value === null ? [] : [{ part, text: text(value), source }]
const asIs = (text: string): string => text

function linesOfGuide(guide: Guide): Line[] {
  const { bundle, reform } = guide
  return [
    { part: 'summary', text: guide.summary, source: null },
    ...(reform ? [{ part: 'reform' as const, text: reform.text, source: reform.source }] : []),
    ...guide.questions.map(({ question, answer, source }) => ({
      part: 'questions' as const,
      text: `${question}${answer}`,
      source
    })),
    ...guide.conditions.map(({ text, source }) => ({ part: 'conditions' as const, text, source })),
    ...guide.materials.map(({ name, note, source }) => ({
      part: 'materials' as const,
      text: note ? `${name}（${note}）` : name,
      source
    })),
    ...line('fee', guide.fee, ({ text }) => text),
    ...line('promise', guide.promise, limitText),
    ...line('legalLimit', guide.legalLimit, limitText),
    ...guide.steps.map(({ name, text, source }) => ({ part: 'steps' as const, text: `${name}：${text}`, source })),
    ...(bundle ? [{ part: 'steps' as const, ...bundle.together }] : []),
    ...guide.windows.flatMap(({ name, address, hours, phone }) => [
      { part: 'windows' as const, text: address.value ? `${name}：${address.value}` : name, source: address.source },
      ...line('hours', hours, (text) => `${name}：${text}`),
      ...line('phone', phone, (text) => `${name}：${text}`)
    ]),
    ...line('phone', guide.consultPhone, asIs),
    ...line('visits', guide.visits, (times) => `${times} 次`),
    ...line('result', guide.result, asIs),
    ...guide.basis.map(({ title, clause, source }) => ({
      part: 'basis' as const,
      text: clause ? `${title} ${clause}` : title,
      source
    })),
    ...(bundle?.afterwards
      ? [{ part: 'afterwards' as const, text: bundle.afterwards.text, source: bundle.afterwards.source }]
      : [])
  ]
}

/** What a 情形 says otherwise about time and money, under its own name; without it the guide's number would mislead. */
const linesOfSituation = ({ title, differs: { promise, legalLimit, fee } }: Situation): Line[] => [
  ...(fee ? line('fee', fee, ({ text }) => `${title}：${text}`) : []),
  ...(promise ? line('promise', promise, (limit) => `${title}：${limitText(limit)}`) : []),
  ...(legalLimit ? line('legalLimit', legalLimit, (limit) => `${title}：${limitText(limit)}`) : [])
]

const topicOfHall = ({ id, name, street, address, hours, phone, lines }: HallDefinition): Topic => ({
  about: { kind: 'hall', id, title: name },
  names: street ? [name, `${street.name}窗口`] : [name, '办事大厅', '政务服务中心'],
  lines: [
    ...lines.map((one) => ({ part: 'windows' as const, text: `${name} ${one.name}`, source: null })),
    ...line('windows', address, asIs),
    ...line('hours', hours, asIs),
    ...line('phone', phone, asIs)
  ]
})

/** Everything published that a question can be answered from. */
export const topicsOf = ({ services, halls }: Pick<Content, 'services' | 'halls'>): Topic[] => [
  ...[...services.values()].map(({ guide, aliases, rules }) => ({
    about: { kind: 'service' as const, id: guide.id, title: guide.name },
    names: [guide.name, ...aliases],
    lines: [...linesOfGuide(guide), ...(rules?.situations ?? []).flatMap(linesOfSituation)]
  })),
  ...halls.map(topicOfHall)
]
