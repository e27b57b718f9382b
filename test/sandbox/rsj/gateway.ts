import * as z from 'zod'
import type { Transact } from '../envelope-gateway'
import type { Bureau } from './bureau'

const flexStatusQuery = z.object({ certNo: z.string(), name: z.string() })

/** SI_FLEX_STATUS: whether somebody is enrolled as a flexible worker. */
export const flexStatus =
  (bureau: Bureau): Transact =>
  (transCode, payload) => {
    const query = flexStatusQuery.safeParse(payload)
    if (transCode !== 'SI_FLEX_STATUS' || !query.success) return { code: '2002' }
    const status = bureau.status(query.data.certNo, query.data.name)
    return status === undefined ? { code: '2001' } : { code: '0', data: status }
  }
