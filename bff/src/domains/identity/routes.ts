import { identityRoutes } from '@shared/contract/identity'
import { bind } from '../../platform/http/mount'
import { DONE, isRefused } from '../../platform/http/refused'
import { presentMe } from './present'
import type { Identity } from './service'

/** Cookie that binds an OAuth state to the browser that began it. */
const OAUTH_COOKIE = 'zjb_oauth'

export const bindIdentity = (identity: Identity) =>
  bind('identity', identityRoutes, {
    signInWithWechat: async ({ body }) => {
      const signedIn = await identity.byMiniProgram(body.code)
      return isRefused(signedIn) ? signedIn : { token: signedIn.token, me: presentMe(signedIn) }
    },
    startOfficialAccountSignIn: async ({ body }, call) => {
      const start = await identity.startOfficialAccount(call.origin(), body.returnTo)
      call.cookies.set(OAUTH_COOKIE, start.browser, start.lifeMs)
      return { url: start.url }
    },
    finishOfficialAccountSignIn: async ({ body }, call) => {
      const signedIn = await identity.byOfficialAccount({ ...body, browser: call.cookies.get(OAUTH_COOKIE) })
      if (isRefused(signedIn)) return signedIn
      call.openSession(signedIn.token)
      return { me: presentMe(signedIn), returnTo: signedIn.returnTo }
    },
    me: async (_input, call) => presentMe(call.caller),
    signOut: async (_input, call) => {
      await identity.signOut(call.caller.sessionHash)
      call.closeSession()
      return DONE
    }
  })
