import { identityRoutes, type Me, type SessionChange } from '@shared/contract/identity'
import { MERGE, SIGN_IN } from '@/addresses'
import { type CallOptions, call, setCredentials } from '@/platform/call'
import { asCallError, CallError } from '@/platform/call-error'
import { inWechat } from '@/platform/device'
import { tell, whileWaiting } from '@/platform/feedback'
import { currentAddress, startAt } from '@/platform/navigation'
import { dropPrivate, readPrivate, writePrivate } from '@/platform/storage'
import { makeWatched, useWatched } from '@/platform/watched'
import { wechatCode } from '@/platform/wechat-login'
import { comeBackAddress, makeErrand } from './errand'
import { ownerOf } from './owner'
import { takeReturnedCode } from './returned-code'
import { finishSignInElsewhere, leaveForOfficialAccount } from './sign-in-elsewhere'

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

function ownerNow(): string | null {
  const now = session.get()
  return now.state === 'signed-in' ? ownerOf(now.me) : null
}

/** Takes the session up at launch: a code in the address (back from WeChat or 渝快办), a kept token or a cookie. */
export function startSession(): Promise<void> {
  setCredentials({ bearer: () => token, renew, owner: ownerNow })
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
  if (returned) return finishElsewhere(returned)
  if (process.env.TARO_ENV !== 'h5') {
    const kept = await readPrivate(TOKEN)
    token = typeof kept === 'string' ? kept : undefined
    if (!token) {
      session.set({ state: 'signed-out' })
      return
    }
  }
  await recognise()
}

/** Asks the server whose session this is. Never rejects. */
async function recognise(): Promise<void> {
  try {
    session.set({ state: 'signed-in', me: await call(identityRoutes.me, {}, QUIET) })
  } catch (caught) {
    const trouble = asCallError(caught)
    session.set(trouble.code === 'sign_in_required' ? { state: 'signed-out' } : { state: 'signed-out', trouble })
  }
}

async function finishElsewhere(returned: { code: string; state: string }): Promise<void> {
  try {
    const { me, returnTo } = await whileWaiting('正在登录', finishSignInElsewhere(returned))
    session.set({ state: 'signed-in', me })
    await startAt(comeBackAddress(returnTo))
  } catch (caught) {
    const error = asCallError(caught)
    // Whoever went to 渝快办 for a higher level is still signed in as before.
    await recognise()
    if (error.code === 'identity_taken' && session.get().state === 'signed-in') return startAt(MERGE)
    await tell('没有登录成功', error.message)
  }
}

async function signInWithWechat(): Promise<boolean> {
  await applySessionChange(await call(identityRoutes.signInWithWechat, { body: { code: await wechatCode() } }, QUIET))
  return true
}

/**
 * Signs in with WeChat although somebody is signed in: the fresh proof of whom nothing else vouches for. The H5 leaves
 * for it and comes back to `back`; false = the browser did not leave. Rejects with CallError.
 */
export async function signInAnew(back: string): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5') return leaveForOfficialAccount(back)
  // the session of before ends first, so that no copy of it stays good
  await call(identityRoutes.signOut, {}, QUIET)
  return signInWithWechat()
}

const signInErrand = makeErrand()

/** For the sign-in page: somebody is signed in, back to where they came from. */
export const finishSignIn = signInErrand.finish
/** For the sign-in page when it goes without a sign-in. */
export const giveSignInUp = signInErrand.giveUp

/** H5: the 公众号 sign-in inside WeChat, our own sign-in page in every other browser. */
const signInBrowser = (): Promise<boolean> =>
  inWechat() ? leaveForOfficialAccount(currentAddress()) : signInErrand.send(SIGN_IN)

let signingIn: Promise<boolean> | undefined

/**
 * Several calls may need a session at once: one sign-in serves them all. true = signed in; false = the person left for
 * the sign-in page and did not arrive. Rejects with CallError.
 */
function signIn(): Promise<boolean> {
  const work = process.env.TARO_ENV === 'h5' ? signInBrowser : signInWithWechat
  signingIn ??= work().finally(() => {
    signingIn = undefined
  })
  return signingIn
}

/** The server knows the session no more: signs in again. Rejects with the CallError that says why that failed. */
async function renew(): Promise<boolean> {
  token = undefined
  try {
    if (process.env.TARO_ENV === 'h5') {
      // The cookie may have been renewed while the refused call was on its way.
      await recognise()
      if (session.get().state === 'signed-in') return true
    }
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
  return process.env.TARO_ENV === 'h5' ? signIn() : whileWaiting('正在登录', signIn())
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
 * A new session took the old one's place (sign-in, step-up, another capacity): from now on every call goes out under
 * it. Its token is kept before anything else, because the old one is dead already.
 */
export async function applySessionChange(change: SessionChange): Promise<void> {
  if (change.token !== null) {
    token = change.token
    await writePrivate(TOKEN, change.token)
  }
  session.set({ state: 'signed-in', me: change.me })
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
