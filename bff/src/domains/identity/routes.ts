import { identityRoutes } from '@shared/contract/identity'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused, refuse } from '../../platform/http/refused'
import type { Identity } from './service'

/** Cookie that binds an OAuth state to the browser that began it. */
const OAUTH_COOKIE = 'zjb_oauth'

export const bindIdentity = (identity: Identity) =>
  bind('identity', identityRoutes, {
    signInWithWechat: async ({ body }, { from }) => {
      const signedIn = await identity.byMiniProgram(body.code, from.userAgent)
      if (isRefused(signedIn)) return signedIn
      const me = await identity.meOf(signedIn.token)
      return me ? { token: signedIn.token, me } : refuse('sign_in_failed')
    },
    startOfficialAccountSignIn: async ({ body }, call) => {
      const start = await identity.startOfficialAccount(call.origin(), body.returnTo)
      call.cookies.set(OAUTH_COOKIE, start.browser, start.lifeMs)
      return { url: start.url }
    },
    finishOfficialAccountSignIn: async ({ body }, call) => {
      const signedIn = await identity.byOfficialAccount({
        ...body,
        browser: call.cookies.get(OAUTH_COOKIE),
        userAgent: call.from.userAgent
      })
      if (isRefused(signedIn)) return signedIn
      const me = await identity.meOf(signedIn.token)
      if (!me) return refuse('sign_in_failed')
      await identity.leaveBehind(await call.signedIn())
      call.handOver(signedIn.token)
      return { me, returnTo: signedIn.returnTo }
    },
    me: async (_input, call) => identity.meOfCaller(call.caller),
    signOut: async (_input, call) => {
      await identity.signOut(call.caller.sessionHash)
      call.closeSession()
      return DONE
    }
  })
