import { wechatPushRoutes } from '@shared/contract/departments'
import { bind } from '../../platform/http/mount'
import { refuse } from '../../platform/http/refused'
import type { PushReader } from './port'
import type { WechatPushes } from './service'

/** WeChat stops repeating a push when it hears this. */
const TAKEN = 'success'

export const bindWechatPush = (reader: PushReader, pushes: WechatPushes) =>
  bind('wechatPush', wechatPushRoutes, {
    proveAddress: async ({ query }) => {
      await reader.handled(query)
      return query.echostr
    },
    receive: async ({ query, body }, { caller }) => {
      const push = reader.read(caller.department, body)
      if (push === null) return refuse('bad_request', { body: '推送内容无法解读。' })
      await pushes.receive(push)
      // only now: a push whose handling failed comes again as it was
      await reader.handled(query)
      return TAKEN
    }
  })
