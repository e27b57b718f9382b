import { randomBytes } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import type { SandboxOptions } from '../sandbox/options'

const text = () => `sandbox-${randomBytes(12).toString('base64url')}`
const aesKey = () => `sandbox${randomBytes(18).toString('hex')}`

/** Fresh credentials between a test's product and its sandbox. */
export function freshSecrets() {
  const ours = sm2.generateKeyPairHex()
  const bureau = sm2.generateKeyPairHex()
  return {
    wechat: { appid: 'wx0000sandbox0mini', secret: text(), oaAppid: 'wx0000sandbox00000oa', oaSecret: text() },
    push: { token: text(), aesKey: aesKey(), oaToken: text(), oaAesKey: aesKey() },
    ykb: { appId: 'zhijianban', secret: text(), callbackSecret: text() },
    rsj: { appCode: 'zhijianban', sm4Key: randomBytes(16).toString('hex'), ours, bureau },
    sms: { appId: 'zhijianban', secret: text() },
    gaj: {
      appCode: 'zhijianban',
      sm4Key: randomBytes(16).toString('hex'),
      ours: sm2.generateKeyPairHex(),
      bureau: sm2.generateKeyPairHex()
    },
    zzk: {
      appCode: 'zhijianban',
      sm4Key: randomBytes(16).toString('hex'),
      ours: sm2.generateKeyPairHex(),
      bureau: sm2.generateKeyPairHex()
    },
    ykbAuth: { clientId: 'zhijianban', clientSecret: text() },
    scjg: { paasId: 'zhijianban', token: text() },
    partners: { 'culture-tourism': text(), 'district-library': text() }
  }
}
export type Secrets = ReturnType<typeof freshSecrets>

/** The same as the sandbox's options. */
export const sandboxKeys = (
  secrets: Secrets
): Pick<
  SandboxOptions,
  'wechat' | 'push' | 'partners' | 'ykb' | 'rsj' | 'sms' | 'gaj' | 'zzk' | 'ykbAuth' | 'scjg'
> => ({
  ...secrets,
  rsj: enveloped(secrets.rsj),
  gaj: enveloped(secrets.gaj),
  zzk: enveloped(secrets.zzk)
})

const enveloped = ({ appCode, sm4Key, ours, bureau }: Secrets['rsj']) => ({
  appCode,
  sm4Key,
  ourPublicKey: ours.publicKey,
  privateKey: bureau.privateKey
})

const pushEnv = ({ token, aesKey, oaToken, oaAesKey }: Secrets['push']) => ({
  WECHAT_PUSH_TOKEN: token,
  WECHAT_PUSH_AES_KEY: aesKey,
  WECHAT_OA_PUSH_TOKEN: oaToken,
  WECHAT_OA_PUSH_AES_KEY: oaAesKey
})

const partnerSecrets = (partners: Secrets['partners']) => ({
  PARTNER_CULTURE_TOURISM_SECRET: partners['culture-tourism'],
  PARTNER_DISTRICT_LIBRARY_SECRET: partners['district-library']
})

/** The same as the environment of the sandbox's own process. */
export const sandboxEnv = ({
  wechat,
  push,
  partners,
  ykb,
  rsj,
  sms,
  gaj,
  zzk,
  ykbAuth,
  scjg
}: Secrets): Record<string, string> => ({
  WECHAT_APPID: wechat.appid,
  WECHAT_SECRET: wechat.secret,
  WECHAT_OA_APPID: wechat.oaAppid,
  WECHAT_OA_SECRET: wechat.oaSecret,
  ...pushEnv(push),
  ...partnerSecrets(partners),
  YKB_APP_ID: ykb.appId,
  YKB_SECRET: ykb.secret,
  YKB_CALLBACK_SECRET: ykb.callbackSecret,
  RSJ_APP_CODE: rsj.appCode,
  RSJ_SM4_KEY: rsj.sm4Key,
  RSJ_OUR_PUBLIC_KEY: rsj.ours.publicKey,
  RSJ_PRIVATE_KEY: rsj.bureau.privateKey,
  SMS_APP_ID: sms.appId,
  SMS_SECRET: sms.secret,
  GAJ_APP_CODE: gaj.appCode,
  GAJ_SM4_KEY: gaj.sm4Key,
  GAJ_OUR_PUBLIC_KEY: gaj.ours.publicKey,
  GAJ_PRIVATE_KEY: gaj.bureau.privateKey,
  ZZK_APP_CODE: zzk.appCode,
  ZZK_SM4_KEY: zzk.sm4Key,
  ZZK_OUR_PUBLIC_KEY: zzk.ours.publicKey,
  ZZK_PRIVATE_KEY: zzk.bureau.privateKey,
  YKB_AUTH_CLIENT_ID: ykbAuth.clientId,
  YKB_AUTH_CLIENT_SECRET: ykbAuth.clientSecret,
  SCJG_PAAS_ID: scjg.paasId,
  SCJG_TOKEN: scjg.token
})

/** The same as the server's settings. */
export const settingsFor = (secrets: Secrets, sandboxUrl: string, bffUrl: string): Record<string, string> => ({
  SANDBOX_URL: sandboxUrl,
  CALLBACK_URL: bffUrl,
  WECHAT_API_URL: `${sandboxUrl}/wechat`,
  WECHAT_OAUTH_URL: `${sandboxUrl}/wechat`,
  WECHAT_APPID: secrets.wechat.appid,
  WECHAT_SECRET: secrets.wechat.secret,
  WECHAT_OA_APPID: secrets.wechat.oaAppid,
  WECHAT_OA_SECRET: secrets.wechat.oaSecret,
  ...pushEnv(secrets.push),
  ...partnerSecrets(secrets.partners),
  PARTNER_CULTURE_TOURISM_URL: `${sandboxUrl}/sign-on/culture-tourism`,
  PARTNER_DISTRICT_LIBRARY_URL: `${sandboxUrl}/sign-on/district-library`,
  DEPARTMENT_YKB_URL: `${sandboxUrl}/ykb`,
  DEPARTMENT_YKB_APP_ID: secrets.ykb.appId,
  DEPARTMENT_YKB_SECRET: secrets.ykb.secret,
  DEPARTMENT_YKB_CALLBACK_SECRET: secrets.ykb.callbackSecret,
  DEPARTMENT_YKB_PAGE_URL: `${sandboxUrl}/ykb/portal/item`,
  DEPARTMENT_RSJ_URL: `${sandboxUrl}/rsj`,
  DEPARTMENT_RSJ_APP_CODE: secrets.rsj.appCode,
  DEPARTMENT_RSJ_SM4_KEY: secrets.rsj.sm4Key,
  DEPARTMENT_RSJ_PRIVATE_KEY: secrets.rsj.ours.privateKey,
  DEPARTMENT_RSJ_PUBLIC_KEY: secrets.rsj.bureau.publicKey,
  SMS_URL: `${sandboxUrl}/sms`,
  SMS_APP_ID: secrets.sms.appId,
  SMS_SECRET: secrets.sms.secret,
  SMS_SIGNATURE: '指尖办',
  DEPARTMENT_GAJ_URL: `${sandboxUrl}/gaj`,
  DEPARTMENT_GAJ_APP_CODE: secrets.gaj.appCode,
  DEPARTMENT_GAJ_SM4_KEY: secrets.gaj.sm4Key,
  DEPARTMENT_GAJ_PRIVATE_KEY: secrets.gaj.ours.privateKey,
  DEPARTMENT_GAJ_PUBLIC_KEY: secrets.gaj.bureau.publicKey,
  DEPARTMENT_ZZK_URL: `${sandboxUrl}/zzk`,
  DEPARTMENT_ZZK_APP_CODE: secrets.zzk.appCode,
  DEPARTMENT_ZZK_SM4_KEY: secrets.zzk.sm4Key,
  DEPARTMENT_ZZK_PRIVATE_KEY: secrets.zzk.ours.privateKey,
  DEPARTMENT_ZZK_PUBLIC_KEY: secrets.zzk.bureau.publicKey,
  DEPARTMENT_YKB_AUTH_URL: `${sandboxUrl}/ykb-auth`,
  DEPARTMENT_YKB_AUTH_PAGE_URL: `${sandboxUrl}/ykb-auth`,
  DEPARTMENT_YKB_AUTH_CLIENT_ID: secrets.ykbAuth.clientId,
  DEPARTMENT_YKB_AUTH_CLIENT_SECRET: secrets.ykbAuth.clientSecret,
  DEPARTMENT_SCJG_URL: `${sandboxUrl}/scjg`,
  DEPARTMENT_SCJG_PAAS_ID: secrets.scjg.paasId,
  DEPARTMENT_SCJG_TOKEN: secrets.scjg.token
})
