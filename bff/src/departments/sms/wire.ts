import * as z from 'zod/mini'

/** What the SMS gateway answers, always with HTTP 200; see docs/connectors/sms.md. */

/** data of send */
export const smsSent = z.object({ messageId: z.string().check(z.minLength(1)) })

/** data of receipt */
export const smsReceipt = z.object({ outId: z.string(), state: z.string() })
