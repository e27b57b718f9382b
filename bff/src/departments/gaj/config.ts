import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** sm4Key: shared with the bureau; privateKey: ours, SM2; bureauPublicKey: 04‖x‖y; all hex. */
export const gajConfig = z.object({
  url: configField.url(),
  appCode: configField.text(),
  sm4Key: configField.hex(32),
  privateKey: configField.hex(64),
  bureauPublicKey: configField.hex(130)
})
export type GajConfig = z.infer<typeof gajConfig>
