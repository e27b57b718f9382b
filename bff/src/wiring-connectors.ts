import type { Config } from './config'
import { makeGajConnector } from './departments/gaj/client'
import { makeRsjConnector } from './departments/rsj/client'
import { makeScjgConnector } from './departments/scjg/client'
import { makeSmsConnector } from './departments/sms/client'
import { makeWechatConnector } from './departments/wechat/client'
import { makeWechatPush } from './departments/wechat/push'
import { makeYkbConnector } from './departments/ykb/client'
import { makeYkbAuthConnector } from './departments/ykb-auth/client'
import { makeZzkConnector } from './departments/zzk/client'
import type { DepartmentDeps } from './platform/department-client/department-client'
import type { SignedRequest } from './platform/http/caller'

type Signer = (request: SignedRequest) => Promise<{ name: string } | { refused: string }>

/** A connector for every outside system, for wiring.ts alone. Throws on a wrong configuration. */
export function makeConnectors(config: Config, deps: DepartmentDeps) {
  const wechat = makeWechatConnector(config.wechat, deps)
  const ykb = makeYkbConnector(config.ykb, deps)
  const rsj = makeRsjConnector(config.rsj, deps)
  const sms = makeSmsConnector(config.sms, deps)
  const gaj = makeGajConnector(config.gaj, deps)
  const ykbAuth = makeYkbAuthConnector(config.ykbAuth, deps)
  const scjg = makeScjgConnector(config.scjg, deps)
  const zzk = makeZzkConnector(config.zzk, deps)
  const wechatPush = makeWechatPush(config.wechatPush, deps)
  /** how each outside system proves that a call is its own */
  const signers: Record<string, Signer> = {
    ykb: async (request) => {
      const check = await ykb.verifyCallback(request)
      return check.ok ? { name: 'ykb' } : { refused: check.reason }
    },
    wechat: wechatPush.signer
  }
  const health = () => [wechat, ykb, rsj, sms, gaj, ykbAuth, scjg, zzk].map((system) => system.health())
  return { wechat, ykb, rsj, sms, gaj, ykbAuth, scjg, zzk, wechatPush, signers, health }
}
