import * as z from 'zod/mini'
import { fen, slug, source, sourced } from './parts'

/** 时限: a number of working days (工作日), calendar days (自然日), or at once (即办). */
export const timeLimit = z.object({
  days: z.int().check(z.nonnegative()),
  unit: z.enum(['working-days', 'calendar-days', 'at-once'])
})
export type TimeLimit = z.output<typeof timeLimit>

/** 服务对象 (GB/T 39554.2): 自然人 / 法人 */
export const subject = z.enum(['个人', '法人'])
export type Subject = z.output<typeof subject>

/** 网上办: from the phone; 马上办: done on the spot; 就近办: at the street's window; 一次办: one visit at most (渝中府办〔2020〕46号). */
export const serviceTag = z.enum(['网上办', '马上办', '就近办', '一次办'])
export type ServiceTag = z.output<typeof serviceTag>

/** 人生大事 that people look for services by, e.g. 开办企业, 退休养老. */
export const lifeEvent = z.object({ id: slug, name: z.string() })
export type LifeEvent = z.output<typeof lifeEvent>

/** Whether applications are taken today. `note` says in a sentence until when not, or for how long; null = always open. */
export const availability = z.object({ open: z.boolean(), note: z.nullable(z.string()) })
export type Availability = z.output<typeof availability>

/** 证照分离 (渝府发〔2019〕33号): 备案 = done once the papers are there, 告知承诺 = decided on a signed promise, 取消审批 = 现在不用办了. */
export const reformKind = z.enum(['备案', '告知承诺', '取消审批'])

/** One line of the catalogue (办事). */
export const serviceSummary = z.object({
  id: slug,
  name: z.string(),
  department: z.string(),
  summary: z.string(),
  subjects: z.array(subject),
  /** 网上办 马上办 就近办 一次办 */
  tags: z.array(z.string()),
  /** true: can be applied for here, from form to result; false: guide only */
  applyOnline: z.boolean(),
  hot: z.boolean(),
  availability,
  reform: z.nullable(reformKind)
})
export type ServiceSummary = z.output<typeof serviceSummary>

const told = z.object({ text: z.string(), source: z.nullable(source) })

/** 一件事: items that people need together, done at the same time; each is an item of the catalogue itself. */
const bundle = z.object({
  /** how the parts go together (并联办理) */
  together: told,
  parts: z.array(
    z.object({ id: slug, name: z.string(), department: z.string(), text: z.string(), source: z.nullable(source) })
  ),
  /** 双告知: which licences some trades still need afterwards */
  afterwards: z.nullable(
    z.object({
      ...told.shape,
      licences: z.array(z.object({ id: slug, name: z.string(), trade: z.string(), source: z.nullable(source) }))
    })
  )
})

/** 办事指南 with the elements of GB/T 39554.2 and 国办发〔2015〕46号; each fact carries its source. */
export const guide = z.object({
  id: slug,
  version: z.string(),
  name: z.string(),
  department: z.object({ id: slug, name: z.string() }),
  summary: z.string(),
  subjects: z.array(subject),
  /** 事项类型: 行政许可 公共服务 … */
  kind: z.string(),
  /** 办件类型: 即办件 / 承诺件; null = not read anywhere */
  caseKind: z.nullable(z.enum(['即办件', '承诺件'])),
  tags: z.array(z.string()),
  applyOnline: z.boolean(),
  /** 网上办理深度 Ⅰ–Ⅳ */
  onlineDepth: sourced(z.enum(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'])),
  /** 到现场次数 */
  visits: sourced(z.int().check(z.nonnegative())),
  /** 法定时限 */
  legalLimit: sourced(timeLimit),
  /** 承诺时限 */
  promise: sourced(timeLimit),
  fee: sourced(z.object({ amount: z.nullable(fen), text: z.string() })),
  conditions: z.array(told),
  materials: z.array(
    z.object({
      name: z.string(),
      /** 材料必要性 1 必要 2 非必要 3 容缺后补 */
      necessity: z.enum(['必要', '非必要', '容缺后补']),
      /** 材料形式 */
      format: z.enum(['纸质', '电子化', '纸质或电子化']),
      /** 来源渠道 */
      origin: z.enum(['申请人自备', '政府部门核发', '其他']),
      note: z.optional(z.string()),
      source: z.nullable(source)
    })
  ),
  steps: z.array(z.object({ name: z.string(), text: z.string(), source: z.nullable(source) })),
  /** 设定依据 */
  basis: z.array(z.object({ title: z.string(), clause: z.optional(z.string()), source: z.nullable(source) })),
  result: sourced(z.string()),
  windows: z.array(
    z.object({
      name: z.string(),
      address: sourced(z.string()),
      hours: sourced(z.string()),
      phone: sourced(z.string())
    })
  ),
  /** 咨询电话 / 投诉电话; never the same number */
  consultPhone: sourced(z.string()),
  complaintPhone: sourced(z.string()),
  questions: z.array(z.object({ question: z.string(), answer: z.string(), source: z.nullable(source) })),
  reform: z.nullable(z.object({ kind: reformKind, ...told.shape })),
  bundle: z.nullable(bundle),
  /** every source named above is read; otherwise the page is headed 待核 */
  verified: z.boolean()
})
export type Guide = z.output<typeof guide>

/** 像我这样的人: an example citizen (示例) and what came of it. */
const likeMe = z.object({
  who: z.string(),
  verdict: z.enum(['符合', '不符合', '还不知道']),
  /** the conditions that decided, or what is still to be told, in plain Chinese */
  why: z.array(z.string()),
  /** the 情形 they are in; null = none is certain */
  situation: z.nullable(z.string())
})
export type LikeMe = z.output<typeof likeMe>

/** What can be asked before applying; null = the item asks nothing. */
const asking = z.object({
  /** whether it says who qualifies */
  eligibility: z.boolean(),
  /** titles of the 情形 of which the guide tells different things */
  situations: z.array(z.string()),
  examples: z.array(likeMe)
})

/** The guide as it is shown today. */
export const shownGuide = z.object({ ...guide.shape, availability, asking: z.nullable(asking) })
export type ShownGuide = z.output<typeof shownGuide>
