import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** paasId and token: what the gateway gave us to sign with. */
export const scjgConfig = z.object({
  url: configField.url(),
  paasId: configField.text(),
  token: configField.text()
})
export type ScjgConfig = z.infer<typeof scjgConfig>
