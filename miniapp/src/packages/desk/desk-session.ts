import { DESK_IDLE_MINUTES, type DeskMe, staffRoutes } from '@shared/contract/desk'
import type { Outgoing, Reply, Route } from '@shared/contract/route'
import { useEffect, useState } from 'react'
import { type CallOptions, call } from '@/platform/call'
import { asCallError, type CallError } from '@/platform/call-error'
import { makeWatched, useWatched } from '@/platform/watched'

/**
 * Who works at the desk. Apart from the citizen's session: its own HttpOnly cookie, its own state. `ended` = it ended
 * by itself (idle, twelve hours, closed by an administrator).
 */
export type DeskSession =
  | { state: 'checking' }
  | { state: 'signed-out'; ended: boolean }
  | { state: 'trouble'; error: CallError }
  | { state: 'signed-in'; me: DeskMe }

const session = makeWatched<DeskSession>({ state: 'checking' })
let lastCall = Date.now()

export const useDeskSession = (): DeskSession => useWatched(session)

/** Someone has just signed in, or proved the second factor again. */
export const cameIn = (me: DeskMe): void => {
  lastCall = Date.now()
  session.set({ state: 'signed-in', me })
}

/** Calls a route of the desk. An ended session is noticed here; nobody is ever sent to the citizens' sign-in. */
export async function deskCall<const R extends Route>(
  route: R,
  outgoing: Outgoing<R>,
  options: CallOptions = {}
): Promise<Reply<R>> {
  try {
    const reply = await call(route, outgoing, { ...options, signInAgain: false })
    lastCall = Date.now()
    return reply
  } catch (caught) {
    if (asCallError(caught).code === 'sign_in_required' && session.get().state === 'signed-in') deskEnded()
    throw caught
  }
}

const deskEnded = (): void => session.set({ state: 'signed-out', ended: true })

/** Who the cookie belongs to; asked once, when the first page of the desk opens. Never rejects. */
export async function startDesk(): Promise<void> {
  const now = session.get().state
  if (now === 'signed-in' || now === 'signed-out') return
  try {
    cameIn(await deskCall(staffRoutes.me, {}))
  } catch (caught) {
    const error = asCallError(caught)
    session.set(error.code === 'sign_in_required' ? { state: 'signed-out', ended: false } : { state: 'trouble', error })
  }
}

/** Still there: the server counts the idle minutes anew. */
export async function stayIn(): Promise<void> {
  await deskCall(staffRoutes.me, {}).catch(() => undefined)
}

export async function leaveDesk(): Promise<void> {
  await deskCall(staffRoutes.signOut, {})
  session.set({ state: 'signed-out', ended: false })
}

const LIMIT_MS = DESK_IDLE_MINUTES * 60_000
const WARN_MS = LIMIT_MS - 60_000
const LOOK_MS = 1_000

/** True in the last of the idle minutes; when they are over, the desk is closed. */
export function useIdleWarning(): boolean {
  const [warn, setWarn] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => {
      const idle = Date.now() - lastCall
      setWarn(idle >= WARN_MS)
      if (idle >= LIMIT_MS && session.get().state === 'signed-in') deskEnded()
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [])
  return warn
}
