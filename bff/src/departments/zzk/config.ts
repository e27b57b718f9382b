import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** sm4Key: shared with the library; privateKey: ours, SM2; libraryPublicKey: 04‖x‖y; all hex. */
export const zzkConfig = z.object({
  url: configField.url(),
  appCode: configField.text(),
  sm4Key: configField.hex(32),
  privateKey: configField.hex(64),
  libraryPublicKey: configField.hex(130)
})
export type ZzkConfig = z.infer<typeof zzkConfig>
