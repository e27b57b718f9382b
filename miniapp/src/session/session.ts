import { identityRoutes, type Me } from '@shared/contract/identity'
import { type CallOptions, call, setCredentials } from '@/platform/call'
import { asCallError } from '@/platform/call-error'
import { tell, whileWaiting } from '@/platform/feedback'
import { currentAddress, leaveFor, startAt } from '@/platform/navigation'
import { dropPrivate, readPrivate, writePrivate } from '@/platform/storage'
import { makeWatched, useWatched } from '@/platform/watched'
import { wechatCode } from '@/platform/wechat-login'
import { takeReturnedCode } from './returned-code'

/** `checking` lasts from launch until the kept session has been tried. */
export type Session = { state: 'checking' } | { state: 'signed-out' } | { state: 'signed-in'; me: Me }

const TOKEN = 'session'
const session = makeWatched<Session>({ state: 'checking' })
let token: string | undefined
let checked: Promise<void> = Promise.resolve()

/** Who is signed in, kept up to date. */
export const useSession = (): Session => useWatched(session)

const QUIET = { signInAgain: false } satisfies CallOptions

/** Takes the session up at launch: a code in the address (back from the 公众号 sign-in), a kept token or a cookie. */
export function startSession(): Promise<void> {
  setCredentials({ bearer: () => token, renew })
  checked = takeUp()
  return checked
}

async function takeUp(): Promise<void> {
  const returned = takeReturnedCode()
  if (returned) return finishOfficialAccount(returned)
  if (process.env.TARO_ENV !== 'h5') {
    const kept = await readPrivate(TOKEN)
    token = typeof kept === 'string' ? kept : undefined
    if (!token) {
      session.set({ state: 'signed-out' })
      return
    }
  }
  try {
    session.set({ state: 'signed-in', me: await call(identityRoutes.me, {}, QUIET) })
  } catch {
    session.set({ state: 'signed-out' })
  }
}

async function finishOfficialAccount(returned: { code: string; state: string }): Promise<void> {
  try {
    const work = call(identityRoutes.finishOfficialAccountSignIn, { body: returned }, QUIET)
    const { me, returnTo } = await whileWaiting('正在登录', work)
    session.set({ state: 'signed-in', me })
    await startAt(returnTo)
  } catch (caught) {
    session.set({ state: 'signed-out' })
    await tell('没有登录成功', asCallError(caught).message)
  }
}

async function signInWithWechat(): Promise<boolean> {
  const reply = await call(identityRoutes.signInWithWechat, { body: { code: await wechatCode() } }, QUIET)
  token = reply.token
  await writePrivate(TOKEN, reply.token)
  session.set({ state: 'signed-in', me: reply.me })
  return true
}

async function leaveForOfficialAccount(returnTo: string): Promise<boolean> {
  const { url } = await call(identityRoutes.startOfficialAccountSignIn, { body: { returnTo } }, QUIET)
  leaveFor(url)
  return false
}

const signIn = (returnTo: string): Promise<boolean> =>
  process.env.TARO_ENV === 'h5' ? leaveForOfficialAccount(returnTo) : signInWithWechat()

let renewing: Promise<boolean> | undefined

/** Several calls may find the session ended at once: one sign-in serves them all. Never rejects. */
function renew(): Promise<boolean> {
  token = undefined
  renewing ??= signIn(currentAddress())
    .catch(() => {
      session.set({ state: 'signed-out' })
      return false
    })
    .finally(() => {
      renewing = undefined
    })
  return renewing
}

/**
 * Makes sure somebody is signed in before an act that needs it. true = go on. false = do not go on: the person is on
 * the way to the sign-in page (H5 comes back to `returnTo`), or signing in failed and they have been told.
 */
export async function ensureSignedIn(returnTo: string = currentAddress()): Promise<boolean> {
  await checked
  if (session.get().state === 'signed-in') return true
  try {
    return await whileWaiting('正在登录', signIn(returnTo))
  } catch (caught) {
    await tell('没有登录成功', asCallError(caught).message)
    return false
  }
}

/**
 * Ends the session here and on the server, and drops all personal data on this phone, whatever the server says.
 * false: the server did not confirm, and where a cookie keeps the session (H5) it goes on; the person has been told.
 */
export async function signOut(): Promise<boolean> {
  await dropPrivate()
  try {
    await call(identityRoutes.signOut, {}, QUIET)
  } catch (caught) {
    const error = asCallError(caught)
    if (error.code !== 'sign_in_required' && process.env.TARO_ENV === 'h5') {
      await tell('没有退出成功', error.message)
      return false
    }
  }
  token = undefined
  session.set({ state: 'signed-out' })
  return true
}
