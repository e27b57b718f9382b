import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** url: address of the hotline's system with its path prefix; callbackUrl: where it reaches our callback route. */
export const hotlineConfig = z.object({
  url: configField.url(),
  appId: configField.text(),
  secret: configField.text(),
  callbackSecret: configField.text(),
  callbackUrl: configField.url()
})
export type HotlineConfig = z.infer<typeof hotlineConfig>
