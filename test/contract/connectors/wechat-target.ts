import * as z from 'zod'
import { makeWechatConnector } from '../../../bff/src/departments/wechat/client'
import {
  readFace,
  readLogin,
  readOAuth,
  readPhone,
  readPhotoAsked,
  readVerifyId,
  readWechat,
  readWordSafety
} from '../../../bff/src/departments/wechat/translate'
import { wechatToken } from '../../../bff/src/departments/wechat/wire'
import { startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { openidOf, unionidOf } from '../../sandbox/wechat/accounts'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

/** WeChat knows us by appid and secret and signs nothing; the act signs a person in with a fresh code of wx.login. */
export const wechatTarget: ConnectorTarget = {
  name: 'wechat',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { appid, secret, oaAppid, oaSecret } = trialOptions.wechat
        const connector = makeWechatConnector(
          {
            apiUrl: `${origin}/wechat`,
            oauthUrl: `${origin}/wechat`,
            appId: appid,
            secret: credentials === 'right' ? secret : 'guessed-secret',
            officialAppId: oaAppid,
            officialSecret: oaSecret
          },
          deps
        )
        return {
          async act() {
            const { json } = await sandbox.post('/wechat/device/js-code', { person: 'zhang-min' })
            return connector.byLoginCode(z.object({ code: z.string() }).parse(json).code)
          },
          health: connector.health
        }
      },
      close: sandbox.close
    }
  },
  canaries: [
    trialOptions.wechat.secret,
    'guessed-secret',
    openidOf(trialOptions.wechat.appid, 'zhang-min'),
    unionidOf('zhang-min'),
    'js_code',
    'session_key'
  ],
  recorded: () =>
    readRecorded('wechat', {
      jscode2session: readLogin,
      oauth2_access_token: readOAuth,
      stable_token: readWechat(wechatToken),
      getuserphonenumber: readPhone('wx-mini'),
      getverifyid: readVerifyId,
      queryverifyinfo: readFace,
      msg_sec_check: readWordSafety,
      media_check_async: readPhotoAsked
    })
}
