import * as z from 'zod/mini'

/** What the public security bureau (公安局) answers once the envelope is open; see docs/connectors/gaj.md. */

/** data of RK_CHECK: 1 一致, 2 不一致, 3 库中无此号 */
export const gajCheck = z.object({ result: z.string() })
