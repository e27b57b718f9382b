import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** url: what our server calls; pageUrl: what the citizen's browser opens. Often the same host. */
export const ykbAuthConfig = z.object({
  url: configField.url(),
  pageUrl: configField.url(),
  clientId: configField.text(),
  clientSecret: configField.text()
})
export type YkbAuthConfig = z.infer<typeof ykbAuthConfig>
