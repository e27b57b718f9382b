import type { WechatSignIn } from '../../domains/identity/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { makeAccessToken } from './access-token'
import { type WechatConfig, wechatConfig } from './config'
import { makePersonChecks } from './person-checks'
import { makePhotoSafety } from './photo-safety'
import { readLogin, readOAuth } from './translate'
import { makeWordSafety } from './word-safety'

const department = 'wechat'

/** What WeChat gives out as a code; anything else is not sent, for it would stand in the address of the call. */
const CODE = /^[\w.-]{1,128}$/

/**
 * WeChat's server API: who a sign-in code belongs to, their phone number and face, and the token other calls need.
 * Throws one Error naming every mistake in the configuration; calls throw DepartmentUnavailable.
 */
export function makeWechatConnector(config: WechatConfig, deps: DepartmentDeps) {
  const { apiUrl, oauthUrl, appId, secret, officialAppId, officialSecret } = checkConfig(
    department,
    wechatConfig,
    config
  )
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: apiUrl,
    numbers: { ...departmentNumbers.watched, ...deps.numbers }
  })
  const signIn: WechatSignIn = {
    byLoginCode: async (code) =>
      CODE.test(code)
        ? client.call({
            operation: 'jscode2session',
            method: 'GET',
            path: '/sns/jscode2session',
            query: { appid: appId, secret, js_code: code, grant_type: 'authorization_code' },
            // a code works once; if the first reply was lost the second says "used", and the phone fetches a new code
            repeatable: true,
            read: readLogin
          })
        : null,
    authorizeUrl(redirectUri, state) {
      // WeChat checks the order of these parameters
      const query = new URLSearchParams([
        ['appid', officialAppId],
        ['redirect_uri', redirectUri],
        ['response_type', 'code'],
        // with snsapi_base there is no unionid, and the citizen would be somebody else than in the mini-program
        ['scope', 'snsapi_userinfo'],
        ['state', state]
      ])
      return `${oauthUrl.replace(/\/$/, '')}/connect/oauth2/authorize?${query}#wechat_redirect`
    },
    byOAuthCode: async (code) =>
      CODE.test(code)
        ? client.call({
            operation: 'oauth2_access_token',
            method: 'GET',
            path: '/sns/oauth2/access_token',
            query: { appid: officialAppId, secret: officialSecret, code, grant_type: 'authorization_code' },
            repeatable: true,
            read: readOAuth
          })
        : null
  }
  const token = makeAccessToken({ client, kv: deps.kv, appId, secret, department })
  return {
    ...signIn,
    ...makePersonChecks(client, token, appId),
    ...makeWordSafety(client, token),
    ...makePhotoSafety(client, token),
    /** The server token of the mini-program. */
    accessToken: token.current,
    /** Runs a call that needs the token; when WeChat refuses the token, once more with another. */
    withAccessToken: token.use,
    health: () => ({ name: department, ...client.state() })
  }
}
