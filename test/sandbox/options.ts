import * as z from 'zod'
import type { EnvelopeKeys } from './envelope-gateway'

/** How one sandbox is set up; keys as in wire formats (SM4 key 32 hex, SM2 private 64 hex, public 130 hex with 04). */
export type SandboxOptions = {
  /** 0 = any free port */
  port: number
  host: string
  /** Folder for what must survive a restart; absent = memory only. */
  dataDir?: string
  /** Where the BFF listens; its host is the 网页授权域名, and it is told when the clock moves. */
  bffUrl: string
  /** false: WeChat's verdicts on pictures come when a test says so (default: after two seconds) */
  photosByThemselves?: boolean
  peopleFile?: string
  itemsFile?: string
  wechat: { appid: string; secret: string; oaAppid: string; oaSecret: string }
  /** 消息推送 of both apps: Token and EncodingAESKey (43 letters and digits) */
  push: { token: string; aesKey: string; oaToken: string; oaAesKey: string }
  ykb: { appId: string; secret: string; callbackSecret: string }
  rsj: EnvelopeKeys
  sms: { appId: string; secret: string }
  gaj: EnvelopeKeys
  zzk: EnvelopeKeys
  ykbAuth: { clientId: string; clientSecret: string }
  scjg: { paasId: string; token: string }
  hotline: { appId: string; secret: string; callbackSecret: string }
  /** what each department's own H5 signs its calls to the BFF with */
  partners: { 'culture-tourism': string; 'district-library': string }
}

const given = z.string('missing').min(1, 'missing')
const hex = (digits: number) => given.regex(new RegExp(`^[0-9a-fA-F]{${digits}}$`), `must be ${digits} hex digits`)
const aesKey = given.regex(/^[A-Za-z0-9]{43}$/, 'must be 43 letters or digits')
const optional = z
  .string()
  .optional()
  .transform((text) => text || undefined)

const environment = z.object({
  SANDBOX_PORT: given.regex(/^\d{1,5}$/, 'must be a port number').transform(Number),
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_DATA_DIR: optional,
  SANDBOX_PEOPLE: optional,
  SANDBOX_ITEMS: optional,
  BFF_URL: z.url('must be a URL'),
  WECHAT_APPID: given,
  WECHAT_SECRET: given,
  WECHAT_OA_APPID: given,
  WECHAT_OA_SECRET: given,
  WECHAT_PUSH_TOKEN: given,
  WECHAT_PUSH_AES_KEY: aesKey,
  WECHAT_OA_PUSH_TOKEN: given,
  WECHAT_OA_PUSH_AES_KEY: aesKey,
  YKB_APP_ID: given,
  YKB_SECRET: given,
  YKB_CALLBACK_SECRET: given,
  RSJ_APP_CODE: given,
  RSJ_SM4_KEY: hex(32),
  RSJ_OUR_PUBLIC_KEY: hex(130),
  RSJ_PRIVATE_KEY: hex(64),
  SMS_APP_ID: given,
  SMS_SECRET: given,
  GAJ_APP_CODE: given,
  GAJ_SM4_KEY: hex(32),
  GAJ_OUR_PUBLIC_KEY: hex(130),
  GAJ_PRIVATE_KEY: hex(64),
  ZZK_APP_CODE: given,
  ZZK_SM4_KEY: hex(32),
  ZZK_OUR_PUBLIC_KEY: hex(130),
  ZZK_PRIVATE_KEY: hex(64),
  YKB_AUTH_CLIENT_ID: given,
  YKB_AUTH_CLIENT_SECRET: given,
  SCJG_PAAS_ID: given,
  SCJG_TOKEN: given,
  HOTLINE_APP_ID: given,
  HOTLINE_SECRET: given,
  HOTLINE_CALLBACK_SECRET: given,
  PARTNER_CULTURE_TOURISM_SECRET: given,
  PARTNER_DISTRICT_LIBRARY_SECRET: given
})

/** Reads the options from the environment. Throws one error that names every missing or wrong variable. */
export function readOptions(env: NodeJS.ProcessEnv): SandboxOptions {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Error(`sandbox cannot start\n${problems.join('\n')}`)
  }
  const read = parsed.data
  return {
    port: read.SANDBOX_PORT,
    host: read.SANDBOX_HOST,
    dataDir: read.SANDBOX_DATA_DIR,
    bffUrl: read.BFF_URL,
    peopleFile: read.SANDBOX_PEOPLE,
    itemsFile: read.SANDBOX_ITEMS,
    wechat: {
      appid: read.WECHAT_APPID,
      secret: read.WECHAT_SECRET,
      oaAppid: read.WECHAT_OA_APPID,
      oaSecret: read.WECHAT_OA_SECRET
    },
    push: {
      token: read.WECHAT_PUSH_TOKEN,
      aesKey: read.WECHAT_PUSH_AES_KEY,
      oaToken: read.WECHAT_OA_PUSH_TOKEN,
      oaAesKey: read.WECHAT_OA_PUSH_AES_KEY
    },
    ykb: { appId: read.YKB_APP_ID, secret: read.YKB_SECRET, callbackSecret: read.YKB_CALLBACK_SECRET },
    rsj: {
      appCode: read.RSJ_APP_CODE,
      sm4Key: read.RSJ_SM4_KEY,
      ourPublicKey: read.RSJ_OUR_PUBLIC_KEY,
      privateKey: read.RSJ_PRIVATE_KEY
    },
    sms: { appId: read.SMS_APP_ID, secret: read.SMS_SECRET },
    gaj: {
      appCode: read.GAJ_APP_CODE,
      sm4Key: read.GAJ_SM4_KEY,
      ourPublicKey: read.GAJ_OUR_PUBLIC_KEY,
      privateKey: read.GAJ_PRIVATE_KEY
    },
    zzk: {
      appCode: read.ZZK_APP_CODE,
      sm4Key: read.ZZK_SM4_KEY,
      ourPublicKey: read.ZZK_OUR_PUBLIC_KEY,
      privateKey: read.ZZK_PRIVATE_KEY
    },
    ykbAuth: { clientId: read.YKB_AUTH_CLIENT_ID, clientSecret: read.YKB_AUTH_CLIENT_SECRET },
    scjg: { paasId: read.SCJG_PAAS_ID, token: read.SCJG_TOKEN },
    hotline: {
      appId: read.HOTLINE_APP_ID,
      secret: read.HOTLINE_SECRET,
      callbackSecret: read.HOTLINE_CALLBACK_SECRET
    },
    partners: {
      'culture-tourism': read.PARTNER_CULTURE_TOURISM_SECRET,
      'district-library': read.PARTNER_DISTRICT_LIBRARY_SECRET
    }
  }
}
