import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** A list of origins (https://host), by comma. */
const origins = z
  .string()
  .check(
    z.refine(
      (text) => text.split(',').every((one) => URL.canParse(one.trim()) && new URL(one.trim()).origin === one.trim()),
      'is no list of origins (https://host) by comma'
    )
  )

/**
 * url: address of the platform with its path prefix; callbackUrl: where it reaches our callback route; pageUrl: its own
 * page of an item; returnOrigins: where people who came from it may be led back to (that page's origin when absent).
 */
export const ykbConfig = z.object({
  url: configField.url(),
  appId: configField.text(),
  secret: configField.text(),
  callbackSecret: configField.text(),
  callbackUrl: configField.url(),
  pageUrl: z.optional(configField.url()),
  returnOrigins: z.optional(origins)
})
export type YkbConfig = z.infer<typeof ykbConfig>
