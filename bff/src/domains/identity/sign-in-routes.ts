import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { devicesRoutes } from '@shared/contract/devices'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused, refuse } from '../../platform/http/refused'
import type { Devices } from './devices'
import type { Identity } from './service'
import type { SmsSignIn } from './sms-sign-in'
import type { YkbSignIns } from './ykb-sign-in'

/** Cookie that binds the state of a 渝快办 sign-in to the browser that began it. */
const YKB_COOKIE = 'zjb_ykb'

export const bindBrowserSignIn = ({ identity, sms, ykb }: { identity: Identity; sms: SmsSignIn; ykb: YkbSignIns }) =>
  bind('browserSignIn', browserSignInRoutes, {
    sendSignInCode: ({ body }, { from }) => sms.send(body.phone, from),
    signInWithSms: async ({ body }, call) => {
      const signedIn = await sms.signIn(body, call.from)
      if (isRefused(signedIn)) return signedIn
      const me = await identity.meOf(signedIn.token)
      if (!me) return refuse('code_expired')
      await identity.leaveBehind(await call.signedIn())
      call.handOver(signedIn.token)
      return { me }
    },
    startYkbSignIn: async ({ body }, call) => {
      const start = await ykb.start({
        origin: call.origin(),
        returnTo: body.returnTo,
        signedIn: await call.signedIn()
      })
      call.cookies.set(YKB_COOKIE, start.browser, start.lifeMs)
      return { url: start.url }
    },
    finishYkbSignIn: async ({ body }, call) => {
      const before = await call.signedIn()
      const signedIn = await ykb.finish({
        ...body,
        browser: call.cookies.get(YKB_COOKIE),
        signedIn: before,
        userAgent: call.from.userAgent
      })
      if (isRefused(signedIn)) return signedIn
      const me = await identity.meOf(signedIn.token)
      if (!me) return refuse('sign_in_failed')
      await identity.leaveBehind(before)
      call.handOver(signedIn.token)
      return { me, returnTo: signedIn.returnTo }
    }
  })

export const bindDevices = (devices: Devices) =>
  bind('devices', devicesRoutes, {
    listSessions: async (_input, { caller }) => ({ items: await devices.list(caller) }),
    endSession: async ({ params }, { caller }) => {
      const ended = await devices.end(caller, params.sessionId)
      return isRefused(ended) ? ended : DONE
    },
    endOtherSessions: async (_input, { caller }) => {
      await devices.endOthers(caller)
      return DONE
    },
    reportSession: async ({ params }, { caller }) => {
      const reported = await devices.report(caller, params.sessionId)
      return isRefused(reported) ? reported : DONE
    }
  })
