import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const mark = () => `sandbox-${randomBytes(18).toString('base64url')}`

function fresh() {
  const { sm2 } = require('sm-crypto-v2')
  const ours = sm2.generateKeyPairHex()
  const theirs = sm2.generateKeyPairHex()
  return {
    WECHAT_APPID: 'wx0000sandbox0mini',
    WECHAT_SECRET: mark(),
    WECHAT_OA_APPID: 'wx0000sandbox00000oa',
    WECHAT_OA_SECRET: mark(),
    YKB_APP_ID: 'zhijianban-sandbox',
    YKB_SECRET: mark(),
    YKB_CALLBACK_SECRET: mark(),
    RSJ_APP_CODE: 'zhijianban-sandbox',
    RSJ_SM4_KEY: randomBytes(16).toString('hex'),
    OUR_PRIVATE_KEY: ours.privateKey,
    OUR_PUBLIC_KEY: ours.publicKey,
    BUREAU_PRIVATE_KEY: theirs.privateKey,
    BUREAU_PUBLIC_KEY: theirs.publicKey
  }
}

/** Secrets between the server and its sandbox: made at the first start, kept in the data folder, never in the repository. */
export function sandboxSecrets(dataDir) {
  const file = path.join(dataDir, 'sandbox-secrets.json')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(file, JSON.stringify(fresh(), null, 2), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
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
  YKB_APP_ID: secrets.YKB_APP_ID,
  YKB_SECRET: secrets.YKB_SECRET,
  YKB_CALLBACK_SECRET: secrets.YKB_CALLBACK_SECRET,
  RSJ_APP_CODE: secrets.RSJ_APP_CODE,
  RSJ_SM4_KEY: secrets.RSJ_SM4_KEY,
  RSJ_OUR_PUBLIC_KEY: secrets.OUR_PUBLIC_KEY,
  RSJ_PRIVATE_KEY: secrets.BUREAU_PRIVATE_KEY
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
  DEPARTMENT_YKB_URL: `${sandboxUrl}/ykb`,
  DEPARTMENT_YKB_APP_ID: secrets.YKB_APP_ID,
  DEPARTMENT_YKB_SECRET: secrets.YKB_SECRET,
  DEPARTMENT_YKB_CALLBACK_SECRET: secrets.YKB_CALLBACK_SECRET,
  DEPARTMENT_RSJ_URL: `${sandboxUrl}/rsj`,
  DEPARTMENT_RSJ_APP_CODE: secrets.RSJ_APP_CODE,
  DEPARTMENT_RSJ_SM4_KEY: secrets.RSJ_SM4_KEY,
  DEPARTMENT_RSJ_PRIVATE_KEY: secrets.OUR_PRIVATE_KEY,
  DEPARTMENT_RSJ_PUBLIC_KEY: secrets.BUREAU_PUBLIC_KEY
})
