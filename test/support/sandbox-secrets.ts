import { randomBytes } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'

const text = () => `sandbox-${randomBytes(12).toString('base64url')}`

/** Fresh credentials between a test's product and its sandbox. */
export function freshSecrets() {
  const ours = sm2.generateKeyPairHex()
  const bureau = sm2.generateKeyPairHex()
  return {
    wechat: { appid: 'wx0000sandbox0mini', secret: text(), oaAppid: 'wx0000sandbox00000oa', oaSecret: text() },
    ykb: { appId: 'zhijianban', secret: text(), callbackSecret: text() },
    rsj: { appCode: 'zhijianban', sm4Key: randomBytes(16).toString('hex'), ours, bureau }
  }
}
export type Secrets = ReturnType<typeof freshSecrets>

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
  DEPARTMENT_YKB_URL: `${sandboxUrl}/ykb`,
  DEPARTMENT_YKB_APP_ID: secrets.ykb.appId,
  DEPARTMENT_YKB_SECRET: secrets.ykb.secret,
  DEPARTMENT_YKB_CALLBACK_SECRET: secrets.ykb.callbackSecret,
  DEPARTMENT_RSJ_URL: `${sandboxUrl}/rsj`,
  DEPARTMENT_RSJ_APP_CODE: secrets.rsj.appCode,
  DEPARTMENT_RSJ_SM4_KEY: secrets.rsj.sm4Key,
  DEPARTMENT_RSJ_PRIVATE_KEY: secrets.rsj.ours.privateKey,
  DEPARTMENT_RSJ_PUBLIC_KEY: secrets.rsj.bureau.publicKey
})
