import * as z from 'zod/mini'

/** Replies of WeChat's server API: HTTP 200 always; errcode is absent or 0 when it worked. See docs/connectors/wechat.md. */
export const wechatAnswer = z.object({ errcode: z.optional(z.number()), errmsg: z.optional(z.string()) })

/** jscode2session; session_key is left out on purpose: nothing here decrypts with it, so nothing keeps it. */
export const wechatSession = z.object({ openid: z.string().check(z.minLength(1)), unionid: z.optional(z.string()) })

/** sns/oauth2/access_token; is_snapshotuser = 1 on the virtual account of a 快照页. */
export const wechatOAuth = z.object({
  openid: z.string().check(z.minLength(1)),
  unionid: z.optional(z.string()),
  is_snapshotuser: z.optional(z.number())
})

/** cgi-bin/stable_token; expires_in in seconds, 300 to 7200 */
export const wechatToken = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.number().check(z.positive())
})

/** wxa/business/getuserphonenumber; the watermark names the app the number was given to. */
export const wechatPhone = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string(),
    countryCode: z.string(),
    watermark: z.object({ appid: z.string() })
  })
})

/** cityservice/face/identify/getverifyid (人脸核身 2.0); expires_in in seconds, 3600 */
export const wechatVerifyId = z.object({
  verify_id: z.string().check(z.minLength(1), z.maxLength(256)),
  expires_in: z.number().check(z.positive())
})

/** cityservice/face/identify/queryverifyinfo; 10000 is the one verify_ret that means passed */
export const wechatVerifyInfo = z.object({ verify_ret: z.number() })

/** wxa/msg_sec_check, version 2; review = WeChat would have a person look */
export const wechatWordSafety = z.object({ result: z.object({ suggest: z.enum(['risky', 'pass', 'review']) }) })

/** wxa/media_check_async, version 2: the verdict is pushed under this number */
export const wechatPhotoAsked = z.object({ trace_id: z.string().check(z.minLength(1), z.maxLength(128)) })
