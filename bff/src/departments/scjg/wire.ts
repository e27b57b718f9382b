import * as z from 'zod/mini'

/** What the market-regulation bureau (市场监管局) answers; see docs/connectors/scjg.md. */
export const scjgAnswer = z.object({ errcode: z.int(), errmsg: z.string(), data: z.optional(z.unknown()) })

/** data of enterprise: entName 名称, uniscid 统一社会信用代码, leRep 法定代表人, regState 登记状态 */
export const scjgEnterprise = z.object({
  entName: z.string().check(z.minLength(1)),
  uniscid: z.string().check(z.minLength(1)),
  leRep: z.object({ name: z.string().check(z.minLength(1)), cerNo: z.string().check(z.minLength(1)) }),
  regState: z.string()
})
