import { makeWechatConnector } from '../../../bff/src/departments/wechat/client'
import { movableClock } from '../../../bff/src/platform/clock/clock'
import { makeMemoryKv } from '../../../bff/src/platform/kv/memory-kv'
import { silentLog } from '../../../bff/src/platform/log/log'
import { makeMetrics } from '../../../bff/src/platform/metrics/metrics'
import { trialOptions } from '../../sandbox/in-tests/trial-sandbox'

/** The connector of a trial sandbox's WeChat; connectors with the same kv share their access token. */
export function connectWechat(sandboxUrl: string, kv = makeMemoryKv()) {
  const { appid, secret, oaAppid, oaSecret } = trialOptions.wechat
  return makeWechatConnector(
    {
      apiUrl: `${sandboxUrl}/wechat`,
      oauthUrl: `${sandboxUrl}/wechat/`,
      appId: appid,
      secret,
      officialAppId: oaAppid,
      officialSecret: oaSecret
    },
    {
      log: silentLog(),
      metrics: makeMetrics({ processMetrics: false }),
      audit: () => undefined,
      clock: movableClock(),
      kv
    }
  )
}
