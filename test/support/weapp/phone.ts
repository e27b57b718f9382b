import { setTimeout } from 'node:timers'
import type { AppConfig } from './app-config'
import { type Dict, dictOf, messageOf } from './unknown-values'
import type { Realm } from './vm-context'

/** Something that went wrong inside the mini-program; `where` names the handler, life-cycle or API it came from. */
export class AppError extends Error {
  readonly where: string
  constructor(thrown: unknown, where: string) {
    super(messageOf(thrown))
    this.name = 'AppError'
    this.where = where
    const { stack } = dictOf(thrown)
    if (typeof stack === 'string') this.stack = stack
  }
}

/** An HTTP exchange as the mini-program asked for it; `statusCode` appears with the reply. */
export type HttpRecord = {
  method: string
  url: string
  header: Record<string, string>
  body: string | Buffer | undefined
  statusCode?: number
}

/** What a test may look at: everything the mini-program did that a citizen, a server or a reviewer could notice. */
export type Observed = {
  errors: AppError[]
  warnings: string[]
  logs: { level: string; args: unknown[] }[]
  calls: { name: string; args: Dict }[]
  requests: HttpRecord[]
  toasts: string[]
  modals: Dict[]
  /** Text of the loading mask now on the screen, null when there is none. */
  loading: string | null
  clipboard: string
  /** What was handed to another chat by a share button. */
  shares: Dict[]
  /** setData calls; sizes are characters of the JSON that goes over the bridge. */
  setData: { count: number; bytes: number; largest: number }
}

export const emptyObserved = (): Observed => ({
  errors: [],
  warnings: [],
  logs: [],
  calls: [],
  requests: [],
  toasts: [],
  modals: [],
  loading: null,
  clipboard: '',
  shares: [],
  setData: { count: 0, bytes: 0, largest: 0 }
})

/** Work the phone has accepted and not yet answered. */
export type Activity = {
  track: <T>(work: Promise<T>) => Promise<T>
  /** Waits, inside tracked work, for a decision of the citizen: meanwhile the phone is at rest. */
  aside: <T>(decision: Promise<T>) => Promise<T>
  pending: () => number
}

export const makeActivity = (): Activity => {
  let pending = 0
  return {
    track: async (work) => {
      pending++
      try {
        return await work
      } finally {
        pending--
      }
    },
    aside: async (decision) => {
      pending--
      try {
        return await decision
      } finally {
        pending++
      }
    },
    pending: () => pending
  }
}

/** What every part of the modelled phone shares. */
export type Phone = {
  realm: Realm
  config: AppConfig
  observed: Observed
  activity: Activity
  report: (thrown: unknown, where: string) => void
  isClosed: () => boolean
}

/** One turn of the event loop, so that whoever polls a condition does not burn a core. */
export const nextTurn = (ms = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** How long a test waits for what must come, on a slow machine as well; whoever waits goes on as soon as it is there. */
export const PATIENCE_MS = 30_000

/** Timers due within this many ms belong to the work in hand (React's scheduler, Taro's nextTick); later ones do not. */
const SOON_MS = 40

/** Resolves once nothing is in flight and no timer is about to fire, at the latest after `limitMs`. */
export const settled = async ({ activity, realm }: Phone, limitMs: number): Promise<void> => {
  const deadline = Date.now() + limitMs
  for (let calmTurns = 0; calmTurns < 2 && Date.now() < deadline; ) {
    await nextTurn()
    calmTurns = activity.pending() > 0 || realm.timerDueWithin(SOON_MS) ? 0 : calmTurns + 1
  }
}

/** For the message of a failed wait: what the app threw and what it last wrote with console.error. */
export const troubles = ({ observed }: Phone): string => {
  const errors = observed.errors.map(({ where, stack }) => `\n[${where}] ${stack}`)
  const complaints = observed.logs.filter(({ level }) => level === 'error').slice(-3)
  return [...errors, ...complaints.map(({ args }) => `\n[console.error] ${args.map(messageOf).join(' ')}`)].join('')
}
