import * as z from 'zod/mini'

/** What the e-certificate library (电子证照库) answers once the envelope is open; see docs/connectors/zzk.md. */

const text = z.string().check(z.minLength(1))

/** One certificate, with their names: 证照标识, 证照类型, 证照名称, 颁发机构, 持证主体, 持证主体代码, 有效期起止, 状态 1 有效 2 过期 3 注销 */
export const zzkCertificate = z.object({
  zzbs: text,
  zzlx: text,
  zzmc: text,
  fzjg: text,
  czzt: text,
  czztdm: text,
  gxsj: z.string().check(z.regex(/^\d{14}$/)),
  yxqz: z.nullable(z.string().check(z.regex(/^\d{8}$/))),
  zt: text,
  /** entries of the certificate, by their Chinese name */
  zzxx: z.record(z.string(), z.string())
})
export const zzkList = z.object({ list: z.array(zzkCertificate) })
/** PDF as base64 */
export const zzkFile = z.object({ content: text })
