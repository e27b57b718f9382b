import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const mark = () => `sandbox-${randomBytes(18).toString('base64url')}`
/** An EncodingAESKey has 43 letters and digits. */
const aesKey = () => `sandbox${randomBytes(18).toString('hex')}`

function fresh() {
  const { sm2 } = require('sm-crypto-v2')
  const ours = sm2.generateKeyPairHex()
  const theirs = sm2.generateKeyPairHex()
  const oursAtGaj = sm2.generateKeyPairHex()
  const gaj = sm2.generateKeyPairHex()
  const oursAtZzk = sm2.generateKeyPairHex()
  const zzk = sm2.generateKeyPairHex()
  return {
    WECHAT_APPID: 'wx0000sandbox0mini',
    WECHAT_SECRET: mark(),
    WECHAT_OA_APPID: 'wx0000sandbox00000oa',
    WECHAT_OA_SECRET: mark(),
    WECHAT_PUSH_TOKEN: mark(),
    WECHAT_PUSH_AES_KEY: aesKey(),
    WECHAT_OA_PUSH_TOKEN: mark(),
    WECHAT_OA_PUSH_AES_KEY: aesKey(),
    PARTNER_CULTURE_TOURISM_SECRET: mark(),
    PARTNER_DISTRICT_LIBRARY_SECRET: mark(),
    YKB_APP_ID: 'zhijianban-sandbox',
    YKB_SECRET: mark(),
    YKB_CALLBACK_SECRET: mark(),
    RSJ_APP_CODE: 'zhijianban-sandbox',
    RSJ_SM4_KEY: randomBytes(16).toString('hex'),
    OUR_PRIVATE_KEY: ours.privateKey,
    OUR_PUBLIC_KEY: ours.publicKey,
    BUREAU_PRIVATE_KEY: theirs.privateKey,
    BUREAU_PUBLIC_KEY: theirs.publicKey,
    SMS_APP_ID: 'zhijianban-sandbox',
    SMS_SECRET: mark(),
    SMS_SIGNATURE: '指尖办',
    GAJ_APP_CODE: 'zhijianban-sandbox',
    GAJ_SM4_KEY: randomBytes(16).toString('hex'),
    GAJ_OUR_PRIVATE_KEY: oursAtGaj.privateKey,
    GAJ_OUR_PUBLIC_KEY: oursAtGaj.publicKey,
    GAJ_PRIVATE_KEY: gaj.privateKey,
    GAJ_PUBLIC_KEY: gaj.publicKey,
    ZZK_APP_CODE: 'zhijianban-sandbox',
    ZZK_SM4_KEY: randomBytes(16).toString('hex'),
    ZZK_OUR_PRIVATE_KEY: oursAtZzk.privateKey,
    ZZK_OUR_PUBLIC_KEY: oursAtZzk.publicKey,
    ZZK_PRIVATE_KEY: zzk.privateKey,
    ZZK_PUBLIC_KEY: zzk.publicKey,
    YKB_AUTH_CLIENT_ID: 'zhijianban-sandbox',
    YKB_AUTH_CLIENT_SECRET: mark(),
    SCJG_PAAS_ID: 'zhijianban-sandbox',
    SCJG_TOKEN: mark()
  }
}

/**
 * Secrets between the server and its sandbox: made at the first start, kept in the data folder, never in the repository.
 * A folder of an earlier version keeps what it has and gets what is new since.
 */
export function sandboxSecrets(dataDir) {
  const file = path.join(dataDir, 'sandbox-secrets.json')
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const whole = { ...fresh(), ...kept }
  if (Object.keys(whole).length > Object.keys(kept).length) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(file, JSON.stringify(whole, null, 2), { mode: 0o600 })
  }
  return whole
}

/** Environment of the sandbox process. */
export const envOfSandbox = (secrets, { dataDir, port, bffUrl }) => ({
  SANDBOX_PORT: String(port),
  SANDBOX_DATA_DIR: dataDir ? path.join(dataDir, 'sandbox') : '',
  BFF_URL: bffUrl,
  WECHAT_APPID: secrets.WECHAT_APPID,
  WECHAT_SECRET: secrets.WECHAT_SECRET,
  WECHAT_OA_APPID: secrets.WECHAT_OA_APPID,
  WECHAT_OA_SECRET: secrets.WECHAT_OA_SECRET,
  WECHAT_PUSH_TOKEN: secrets.WECHAT_PUSH_TOKEN,
  WECHAT_PUSH_AES_KEY: secrets.WECHAT_PUSH_AES_KEY,
  WECHAT_OA_PUSH_TOKEN: secrets.WECHAT_OA_PUSH_TOKEN,
  WECHAT_OA_PUSH_AES_KEY: secrets.WECHAT_OA_PUSH_AES_KEY,
  PARTNER_CULTURE_TOURISM_SECRET: secrets.PARTNER_CULTURE_TOURISM_SECRET,
  PARTNER_DISTRICT_LIBRARY_SECRET: secrets.PARTNER_DISTRICT_LIBRARY_SECRET,
  YKB_APP_ID: secrets.YKB_APP_ID,
  YKB_SECRET: secrets.YKB_SECRET,
  YKB_CALLBACK_SECRET: secrets.YKB_CALLBACK_SECRET,
  RSJ_APP_CODE: secrets.RSJ_APP_CODE,
  RSJ_SM4_KEY: secrets.RSJ_SM4_KEY,
  RSJ_OUR_PUBLIC_KEY: secrets.OUR_PUBLIC_KEY,
  RSJ_PRIVATE_KEY: secrets.BUREAU_PRIVATE_KEY,
  SMS_APP_ID: secrets.SMS_APP_ID,
  SMS_SECRET: secrets.SMS_SECRET,
  GAJ_APP_CODE: secrets.GAJ_APP_CODE,
  GAJ_SM4_KEY: secrets.GAJ_SM4_KEY,
  GAJ_OUR_PUBLIC_KEY: secrets.GAJ_OUR_PUBLIC_KEY,
  GAJ_PRIVATE_KEY: secrets.GAJ_PRIVATE_KEY,
  YKB_AUTH_CLIENT_ID: secrets.YKB_AUTH_CLIENT_ID,
  YKB_AUTH_CLIENT_SECRET: secrets.YKB_AUTH_CLIENT_SECRET,
  SCJG_PAAS_ID: secrets.SCJG_PAAS_ID,
  SCJG_TOKEN: secrets.SCJG_TOKEN
})

/** Settings of the server that point every department at the sandbox; anything set from outside wins. */
export const envOfServer = (secrets, { sandboxUrl, bffUrl }) => ({
  SANDBOX_URL: sandboxUrl,
  CALLBACK_URL: bffUrl,
  WECHAT_API_URL: `${sandboxUrl}/wechat`,
  WECHAT_OAUTH_URL: `${sandboxUrl}/wechat`,
  WECHAT_APPID: secrets.WECHAT_APPID,
  WECHAT_SECRET: secrets.WECHAT_SECRET,
  WECHAT_OA_APPID: secrets.WECHAT_OA_APPID,
  WECHAT_OA_SECRET: secrets.WECHAT_OA_SECRET,
  WECHAT_PUSH_TOKEN: secrets.WECHAT_PUSH_TOKEN,
  WECHAT_PUSH_AES_KEY: secrets.WECHAT_PUSH_AES_KEY,
  WECHAT_OA_PUSH_TOKEN: secrets.WECHAT_OA_PUSH_TOKEN,
  WECHAT_OA_PUSH_AES_KEY: secrets.WECHAT_OA_PUSH_AES_KEY,
  PARTNER_CULTURE_TOURISM_SECRET: secrets.PARTNER_CULTURE_TOURISM_SECRET,
  PARTNER_DISTRICT_LIBRARY_SECRET: secrets.PARTNER_DISTRICT_LIBRARY_SECRET,
  DEPARTMENT_YKB_URL: `${sandboxUrl}/ykb`,
  DEPARTMENT_YKB_APP_ID: secrets.YKB_APP_ID,
  DEPARTMENT_YKB_SECRET: secrets.YKB_SECRET,
  DEPARTMENT_YKB_CALLBACK_SECRET: secrets.YKB_CALLBACK_SECRET,
  DEPARTMENT_YKB_PAGE_URL: `${sandboxUrl}/ykb/portal/item`,
  DEPARTMENT_RSJ_URL: `${sandboxUrl}/rsj`,
  DEPARTMENT_RSJ_APP_CODE: secrets.RSJ_APP_CODE,
  DEPARTMENT_RSJ_SM4_KEY: secrets.RSJ_SM4_KEY,
  DEPARTMENT_RSJ_PRIVATE_KEY: secrets.OUR_PRIVATE_KEY,
  DEPARTMENT_RSJ_PUBLIC_KEY: secrets.BUREAU_PUBLIC_KEY,
  PARTNER_CULTURE_TOURISM_URL: `${sandboxUrl}/sign-on/culture-tourism`,
  PARTNER_DISTRICT_LIBRARY_URL: `${sandboxUrl}/sign-on/district-library`,
  SMS_URL: `${sandboxUrl}/sms`,
  SMS_APP_ID: secrets.SMS_APP_ID,
  SMS_SECRET: secrets.SMS_SECRET,
  SMS_SIGNATURE: secrets.SMS_SIGNATURE,
  DEPARTMENT_GAJ_URL: `${sandboxUrl}/gaj`,
  DEPARTMENT_GAJ_APP_CODE: secrets.GAJ_APP_CODE,
  DEPARTMENT_GAJ_SM4_KEY: secrets.GAJ_SM4_KEY,
  DEPARTMENT_GAJ_PRIVATE_KEY: secrets.GAJ_OUR_PRIVATE_KEY,
  DEPARTMENT_GAJ_PUBLIC_KEY: secrets.GAJ_PUBLIC_KEY,
  DEPARTMENT_ZZK_URL: `${sandboxUrl}/zzk`,
  DEPARTMENT_ZZK_APP_CODE: secrets.ZZK_APP_CODE,
  DEPARTMENT_ZZK_SM4_KEY: secrets.ZZK_SM4_KEY,
  DEPARTMENT_ZZK_PRIVATE_KEY: secrets.ZZK_OUR_PRIVATE_KEY,
  DEPARTMENT_ZZK_PUBLIC_KEY: secrets.ZZK_PUBLIC_KEY,
  DEPARTMENT_YKB_AUTH_URL: `${sandboxUrl}/ykb-auth`,
  DEPARTMENT_YKB_AUTH_PAGE_URL: `${sandboxUrl}/ykb-auth`,
  DEPARTMENT_YKB_AUTH_CLIENT_ID: secrets.YKB_AUTH_CLIENT_ID,
  DEPARTMENT_YKB_AUTH_CLIENT_SECRET: secrets.YKB_AUTH_CLIENT_SECRET,
  DEPARTMENT_SCJG_URL: `${sandboxUrl}/scjg`,
  DEPARTMENT_SCJG_PAAS_ID: secrets.SCJG_PAAS_ID,
  DEPARTMENT_SCJG_TOKEN: secrets.SCJG_TOKEN
})
