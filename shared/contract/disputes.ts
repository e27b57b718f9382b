import * as z from 'zod/mini'
import { id, instant } from './parts'
import { routes } from './route'

/** 有误: what I said is wrong in a register, and what its department answered. */
export const dispute = z.object({
  id,
  /** the field it came to, in words: 老人姓名 */
  label: z.string(),
  /** in words, with its time: 公安部门实名核验 */
  source: z.string(),
  sourceAt: instant,
  serviceName: z.string(),
  text: z.string(),
  askedAt: instant,
  /** right = looked at; the department says the register is right */
  state: z.enum(['waiting', 'corrected', 'right']),
  answer: z.nullable(z.string())
})
export type Dispute = z.output<typeof dispute>

export const disputesRoutes = routes({
  listDisputes: {
    method: 'GET',
    path: '/api/v1/me/disputes',
    auth: 'session',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Prefilled values I said are wrong (有误) and what their departments answered, newest first.',
    response: z.object({ items: z.array(dispute) }),
    errors: ['sign_in_required']
  }
})
