import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { identityRoutes, type Me } from '@shared/contract/identity'
import { type CallOptions, call } from '@/platform/call'
import { leaveFor } from '@/platform/navigation'
import { readSetting, writeSetting } from '@/platform/storage'

/** Sign-ins that leave the H5 for another site and come back with a code in the address. All reject with CallError. */

const QUIET = { signInAgain: false } satisfies CallOptions

/** Where the browser went last: WeChat and 渝快办 come back to the same address. */
const WENT_TO = 'signing-in-at'

/** The browser takes its time to leave, and may come back to this very page: only then nobody has signed in. */
const LEAVING_MS = 5_000

async function leave(where: 'wechat' | 'ykb', url: string): Promise<false> {
  writeSetting(WENT_TO, where)
  leaveFor(url)
  await new Promise((resolve) => setTimeout(resolve, LEAVING_MS))
  return false
}

/** Leaves for the 公众号 sign-in; resolves to false when the browser did not leave. */
export async function leaveForOfficialAccount(returnTo: string): Promise<false> {
  const { url } = await call(identityRoutes.startOfficialAccountSignIn, { body: { returnTo } }, QUIET)
  return leave('wechat', url)
}

/** Leaves for 渝快办, which signs in, or raises who is signed in to real-name; false when the browser did not leave. */
export async function leaveForYkb(returnTo: string): Promise<false> {
  const { url } = await call(browserSignInRoutes.startYkbSignIn, { body: { returnTo } }, QUIET)
  return leave('ykb', url)
}

/** Brings the code home to whoever gave it out. */
export function finishSignInElsewhere(body: { code: string; state: string }): Promise<{ me: Me; returnTo: string }> {
  const route =
    readSetting(WENT_TO) === 'ykb' ? browserSignInRoutes.finishYkbSignIn : identityRoutes.finishOfficialAccountSignIn
  return call(route, { body }, QUIET)
}
