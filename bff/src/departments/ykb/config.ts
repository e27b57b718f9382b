import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** url: address of the platform with its path prefix; callbackUrl: where it reaches our callback route. */
export const ykbConfig = z.object({
  url: configField.url(),
  appId: configField.text(),
  secret: configField.text(),
  callbackSecret: configField.text(),
  callbackUrl: configField.url()
})
export type YkbConfig = z.infer<typeof ykbConfig>
