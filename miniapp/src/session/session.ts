import { identityRoutes, type Me } from '@shared/contract/identity'
import { type CallOptions, call, setCredentials } from '@/platform/call'
import { asCallError, CallError } from '@/platform/call-error'
import { tell, whileWaiting } from '@/platform/feedback'
import { currentAddress, leaveFor, startAt } from '@/platform/navigation'
import { dropPrivate, readPrivate, writePrivate } from '@/platform/storage'
import { makeWatched, useWatched } from '@/platform/watched'
import { wechatCode } from '@/platform/wechat-login'
import { takeReturnedCode } from './returned-code'

/**
 * `checking` lasts from launch until the kept session has been tried. `trouble`: nobody could be recognised or signed
 * in again for this reason, although nobody said no.
 */
export type Session =
  | { state: 'checking' }
  | { state: 'signed-out'; trouble?: CallError }
  | { state: 'signed-in'; me: Me }

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

/** Tries the kept session again where trouble was in the way; otherwise nothing happens. Never rejects. */
export function retrySession(): Promise<void> {
  const now = session.get()
  if (now.state === 'signed-out' && now.trouble) checked = takeUp()
  return checked
}

/** Calls `act` whenever somebody is signed in, at launch or later. */
export const whenSignedIn = (act: (me: Me) => void): void => {
  session.watch(() => {
    const now = session.get()
    if (now.state === 'signed-in') act(now.me)
  })
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
  } catch (caught) {
    const trouble = asCallError(caught)
    session.set(trouble.code === 'sign_in_required' ? { state: 'signed-out' } : { state: 'signed-out', trouble })
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

/** The browser takes its time to leave, and may come back to this very page: only then nobody has signed in. */
const LEAVING_MS = 5_000

async function leaveForOfficialAccount(): Promise<boolean> {
  const body = { returnTo: currentAddress() }
  const { url } = await call(identityRoutes.startOfficialAccountSignIn, { body }, QUIET)
  leaveFor(url)
  await new Promise((resolve) => setTimeout(resolve, LEAVING_MS))
  return false
}

let signingIn: Promise<boolean> | undefined

/**
 * Several calls may need a session at once: one sign-in serves them all. true = signed in; false = the person left for
 * the sign-in page and did not arrive. Rejects with CallError.
 */
function signIn(): Promise<boolean> {
  const work = process.env.TARO_ENV === 'h5' ? leaveForOfficialAccount : signInWithWechat
  signingIn ??= work().finally(() => {
    signingIn = undefined
  })
  return signingIn
}

/** The server knows the session no more: signs in again. Rejects with the CallError that says why that failed. */
async function renew(): Promise<boolean> {
  token = undefined
  try {
    if (await signIn()) return true
    session.set({ state: 'signed-out' })
    return false
  } catch (caught) {
    const trouble = asCallError(caught)
    await dropPrivate(TOKEN)
    session.set({ state: 'signed-out', trouble })
    throw trouble
  }
}

/** true = somebody is signed in, now or already; false = they left to sign in and did not. Rejects with CallError. */
async function comeIn(): Promise<boolean> {
  await retrySession()
  const now = session.get()
  if (now.state === 'signed-in') return true
  if (now.state === 'signed-out' && now.trouble) throw now.trouble
  return whileWaiting('正在登录', signIn())
}

/**
 * For pages that show nothing without a session: signs in where nobody is. Rejects with the CallError that says what
 * went wrong; `sign_in_required` when the person did not sign in.
 */
export async function requireSignIn(): Promise<void> {
  if (await comeIn()) return
  throw new CallError({ code: 'sign_in_required', status: 0, message: '还没有登录，登录后就能接着办。' })
}

/** Runs a call that needs a session after signing in; rejects like requireSignIn. */
export async function signedIn<T>(work: () => Promise<T>): Promise<T> {
  await requireSignIn()
  return work()
}

/**
 * For buttons: makes sure somebody is signed in before an act that needs it. true = go on. false = do not go on: the
 * person did not sign in (H5 comes back to this page), or signing in failed and they have been told.
 */
export async function ensureSignedIn(): Promise<boolean> {
  try {
    return await comeIn()
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
