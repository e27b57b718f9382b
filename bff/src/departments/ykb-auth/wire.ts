import * as z from 'zod/mini'

/** What 统一身份认证 of 渝快办 answers; see docs/connectors/ykb-auth.md. */

/** any answer that is no success, whatever its HTTP status (RFC 6749 section 5.2) */
export const ykbAuthError = z.object({ error: z.string(), error_description: z.optional(z.string()) })

export const ykbAuthToken = z.object({ access_token: z.string().check(z.minLength(1)) })

/** certType 111 = 居民身份证; level L1 手机, L2 实名, L3 实人; a phone it does not know is absent or empty */
export const ykbAuthPerson = z.object({
  uid: z.string().check(z.minLength(1)),
  name: z.string(),
  certType: z.string(),
  certNo: z.string(),
  mobile: z.optional(z.nullable(z.string())),
  level: z.string()
})
