import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

/** apiUrl: https://api.weixin.qq.com; oauthUrl: https://open.weixin.qq.com, opened by browsers; official…: the 公众号. */
export const wechatConfig = z.object({
  apiUrl: configField.url(),
  oauthUrl: configField.url(),
  appId: configField.text(),
  secret: configField.text(),
  officialAppId: configField.text(),
  officialSecret: configField.text()
})
export type WechatConfig = z.infer<typeof wechatConfig>
