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
  hot: z.boolean()
})
export type ServiceSummary = z.output<typeof serviceSummary>

const told = z.object({ text: z.string(), source: z.nullable(source) })

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
  /** every source named above is read; otherwise the page is headed 待核 */
  verified: z.boolean()
})
export type Guide = z.output<typeof guide>
