import { DESK_IDLE_MINUTES, type DeskMe, staffRoutes } from '@shared/contract/desk'
import type { Outgoing, Reply, Route } from '@shared/contract/route'
import { useEffect, useState } from 'react'
import { type CallOptions, call } from '@/platform/call'
import { asCallError, type CallError } from '@/platform/call-error'
import type { PickedFile } from '@/platform/pick-files'
import { upload } from '@/platform/upload'
import { makeWatched, useWatched } from '@/platform/watched'
import { workIsOf, workWaits } from './kept-work'

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
  workIsOf(me.staffId)
  session.set({ state: 'signed-in', me })
}

/** An ended session is noticed here; nobody is ever sent to the citizens' sign-in. */
async function atDesk<T>(act: () => Promise<T>): Promise<T> {
  try {
    const reply = await act()
    lastCall = Date.now()
    return reply
  } catch (caught) {
    if (asCallError(caught).code === 'sign_in_required' && session.get().state === 'signed-in') deskEnded()
    throw caught
  }
}

/** Calls a route of the desk. Rejects with CallError. */
export const deskCall = <const R extends Route>(
  route: R,
  outgoing: Outgoing<R>,
  options: CallOptions = {}
): Promise<Reply<R>> => atDesk(() => call(route, outgoing, { ...options, signInAgain: false }))

/** Uploads at the desk; counts as work like every call. Rejects with CallError. */
export const deskUpload = <const R extends Route>(
  route: R,
  picked: PickedFile,
  params: Record<string, string>
): Promise<Reply<R>> => atDesk(() => upload(route, picked, { params, signInAgain: false }))

const deskEnded = (): void => {
  workWaits()
  session.set({ state: 'signed-out', ended: true })
}

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
  workIsOf(null)
  session.set({ state: 'signed-out', ended: false })
}

/** Who types or points is there; the server is told this seldom, and counts its idle minutes anew. */
const TELL_MS = 3 * 60_000
let lastTold = 0

/** Somebody has pressed a key or pointed at something. */
export function stirred(): void {
  const now = Date.now()
  if (session.get().state !== 'signed-in' || now - Math.max(lastCall, lastTold) < TELL_MS) return
  lastTold = now
  void stayIn()
}

const STIRS = ['keydown', 'pointerdown', 'input'] as const

/** Takes work without calls (filling in a form, talking and scrolling) for work, too. */
export function useStirring(): void {
  useEffect(() => {
    for (const stir of STIRS) document.addEventListener(stir, stirred, { capture: true, passive: true })
    return () => {
      for (const stir of STIRS) document.removeEventListener(stir, stirred, { capture: true })
    }
  }, [])
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
