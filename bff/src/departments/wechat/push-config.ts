import * as z from 'zod/mini'
import { configField } from '../../platform/department-client/check-config'

const aesKey = () => z.string().check(z.regex(/^[A-Za-z0-9]{43}$/, 'must be 43 letters or digits (EncodingAESKey)'))

/**
 * 消息推送 of the mini-program and, when it has one, of the 公众号 (official…). With an aesKey only 安全模式 (or 兼容模式) is
 * taken: in 明文模式 the signature does not cover the content. aesKeyPrevious is good while a key is being changed.
 */
export const wechatPushConfig = z
  .object({
    appId: configField.text(),
    token: configField.text(),
    aesKey: z.optional(aesKey()),
    aesKeyPrevious: z.optional(aesKey()),
    officialAppId: configField.text(),
    officialToken: z.optional(configField.text()),
    officialAesKey: z.optional(aesKey()),
    officialAesKeyPrevious: z.optional(aesKey())
  })
  .check(
    z.refine((config) => config.token !== config.officialToken, {
      error: 'must be another one than that of the mini-program',
      path: ['officialToken']
    })
  )
export type WechatPushConfig = z.infer<typeof wechatPushConfig>
