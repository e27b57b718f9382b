import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** signature: the name registered with the operators, shown as 【…】 before every text. */
export const smsConfig = z.object({
  url: configField.url(),
  appId: configField.text(),
  secret: configField.text(),
  signature: configField.text()
})
export type SmsConfig = z.infer<typeof smsConfig>
