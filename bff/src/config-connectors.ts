import * as z from 'zod/mini'
import { gajConfig } from './departments/gaj/config'
import { rsjConfig } from './departments/rsj/config'
import { scjgConfig } from './departments/scjg/config'
import { smsConfig } from './departments/sms/config'
import { wechatConfig } from './departments/wechat/config'
import { wechatPushConfig } from './departments/wechat/push-config'
import { ykbConfig } from './departments/ykb/config'
import { ykbAuthConfig } from './departments/ykb-auth/config'
import { zzkConfig } from './departments/zzk/config'
import { checkConfig } from './platform/department-client/check-config'

/** The environment name of every setting of a connector; one without a name does not compile. */
const connector = <S extends z.ZodMiniObject>(schema: S, names: Record<keyof z.output<S>, string>) => ({
  schema,
  names
})

const CONNECTORS = {
  wechat: connector(wechatConfig, {
    apiUrl: 'WECHAT_API_URL',
    oauthUrl: 'WECHAT_OAUTH_URL',
    appId: 'WECHAT_APPID',
    secret: 'WECHAT_SECRET',
    officialAppId: 'WECHAT_OA_APPID',
    officialSecret: 'WECHAT_OA_SECRET'
  }),
  wechatPush: connector(wechatPushConfig, {
    appId: 'WECHAT_APPID',
    token: 'WECHAT_PUSH_TOKEN',
    aesKey: 'WECHAT_PUSH_AES_KEY',
    aesKeyPrevious: 'WECHAT_PUSH_AES_KEY_PREVIOUS',
    officialAppId: 'WECHAT_OA_APPID',
    officialToken: 'WECHAT_OA_PUSH_TOKEN',
    officialAesKey: 'WECHAT_OA_PUSH_AES_KEY',
    officialAesKeyPrevious: 'WECHAT_OA_PUSH_AES_KEY_PREVIOUS'
  }),
  ykb: connector(ykbConfig, {
    url: 'DEPARTMENT_YKB_URL',
    appId: 'DEPARTMENT_YKB_APP_ID',
    secret: 'DEPARTMENT_YKB_SECRET',
    callbackSecret: 'DEPARTMENT_YKB_CALLBACK_SECRET',
    callbackUrl: 'CALLBACK_URL',
    pageUrl: 'DEPARTMENT_YKB_PAGE_URL',
    returnOrigins: 'DEPARTMENT_YKB_RETURN_ORIGINS'
  }),
  rsj: connector(rsjConfig, {
    url: 'DEPARTMENT_RSJ_URL',
    appCode: 'DEPARTMENT_RSJ_APP_CODE',
    sm4Key: 'DEPARTMENT_RSJ_SM4_KEY',
    privateKey: 'DEPARTMENT_RSJ_PRIVATE_KEY',
    bureauPublicKey: 'DEPARTMENT_RSJ_PUBLIC_KEY'
  }),
  sms: connector(smsConfig, {
    url: 'SMS_URL',
    appId: 'SMS_APP_ID',
    secret: 'SMS_SECRET',
    signature: 'SMS_SIGNATURE'
  }),
  gaj: connector(gajConfig, {
    url: 'DEPARTMENT_GAJ_URL',
    appCode: 'DEPARTMENT_GAJ_APP_CODE',
    sm4Key: 'DEPARTMENT_GAJ_SM4_KEY',
    privateKey: 'DEPARTMENT_GAJ_PRIVATE_KEY',
    bureauPublicKey: 'DEPARTMENT_GAJ_PUBLIC_KEY'
  }),
  zzk: connector(zzkConfig, {
    url: 'DEPARTMENT_ZZK_URL',
    appCode: 'DEPARTMENT_ZZK_APP_CODE',
    sm4Key: 'DEPARTMENT_ZZK_SM4_KEY',
    privateKey: 'DEPARTMENT_ZZK_PRIVATE_KEY',
    libraryPublicKey: 'DEPARTMENT_ZZK_PUBLIC_KEY'
  }),
  ykbAuth: connector(ykbAuthConfig, {
    url: 'DEPARTMENT_YKB_AUTH_URL',
    pageUrl: 'DEPARTMENT_YKB_AUTH_PAGE_URL',
    clientId: 'DEPARTMENT_YKB_AUTH_CLIENT_ID',
    clientSecret: 'DEPARTMENT_YKB_AUTH_CLIENT_SECRET'
  }),
  scjg: connector(scjgConfig, {
    url: 'DEPARTMENT_SCJG_URL',
    paasId: 'DEPARTMENT_SCJG_PAAS_ID',
    token: 'DEPARTMENT_SCJG_TOKEN'
  })
}

/** Names of the settings of all connectors; some belong to two. */
export const CONNECTOR_SETTINGS = Object.values(CONNECTORS).flatMap(({ names }) => Object.values<string>(names))

interface Problem {
  setting: string
  message: string
}

/** Reads the settings of all connectors. `settings` throws when there are problems. */
export function connectorSettings(env: NodeJS.ProcessEnv, callbackUrl: string) {
  const values: NodeJS.ProcessEnv = { ...env, CALLBACK_URL: callbackUrl }
  const given = ({ schema, names }: { schema: z.ZodMiniObject; names: Record<string, string> }) =>
    Object.fromEntries(
      Object.entries(names).map(([field, setting]) => {
        const absent = schema.shape[field] instanceof z.ZodMiniOptional ? undefined : ''
        return [field, values[setting] || absent]
      })
    )
  const problems = Object.entries(CONNECTORS).flatMap(([name, one]): Problem[] => {
    const names: Record<string, string> = one.names
    const checked = z.safeParse<z.ZodMiniObject>(one.schema, given(one))
    return (checked.error?.issues ?? []).map((issue) => {
      const setting = names[issue.path.join('.')] ?? name
      return { setting, message: env[setting] ? issue.message : 'missing' }
    })
  })
  const settled = <S extends z.ZodMiniObject>(name: string, one: { schema: S; names: Record<string, string> }) =>
    checkConfig(name, one.schema, given(one))
  const { wechat, wechatPush, ykb, rsj, sms, gaj, zzk, ykbAuth, scjg } = CONNECTORS
  const settings = () => ({
    wechat: settled('wechat', wechat),
    wechatPush: settled('wechat-push', wechatPush),
    ykb: settled('ykb', ykb),
    rsj: settled('rsj', rsj),
    sms: settled('sms', sms),
    gaj: settled('gaj', gaj),
    zzk: settled('zzk', zzk),
    ykbAuth: settled('ykb-auth', ykbAuth),
    scjg: settled('scjg', scjg)
  })
  return { problems, settings }
}
